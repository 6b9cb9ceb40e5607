using BlueGreen.Planning;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Output;

/// <summary>Follows a run: each event moves one step of the list on. Draws nothing.</summary>
/// <param name="time">The clock.</param>
internal sealed class StepList(TimeProvider time)
{
    private readonly List<StepRow> _rows = [];
    private int _planStart;
    private bool _isPlanHeard;

    /// <summary>Gets the rows, first step first.</summary>
    public IReadOnlyList<StepRow> Rows => _rows;

    /// <summary>Fills the list with a plan.</summary>
    /// <param name="plan">The plan.</param>
    public void Plan(ReleasePlan plan)
    {
        _rows.AddRange(plan.Steps.Select(step => new StepRow(step.Key, step.Title)));
        BeginNext();
    }

    /// <summary>Takes an event.</summary>
    /// <param name="e">The event; its texts free of secrets.</param>
    public void Take(StepEvent e)
    {
        switch (e.Kind)
        {
            case StepEventKind.Planned when _isPlanHeard: BeginOtherPlan(e.Detail); break;
            case StepEventKind.Planned: _isPlanHeard = true; break;
            case StepEventKind.Started: Set(e, StepRowState.Running, hasEnded: false); break;
            case StepEventKind.AlreadyDone: Set(e, StepRowState.AlreadyDone, hasEnded: true); break;
            case StepEventKind.Done: Set(e, StepRowState.Done, hasEnded: true); break;
            case StepEventKind.Failed: Set(e, StepRowState.Failed, hasEnded: true); break;
            case StepEventKind.Stopped: Stop(); break;
            default: break;
        }
    }

    /// <summary>Ends the list: what was not reached will not be.</summary>
    public void End()
    {
        for (var index = _planStart; index < _rows.Count; index++)
        {
            if (!_rows[index].HasEnded)
            {
                _rows[index] = _rows[index] with { State = StepRowState.NotReached };
            }
        }
    }

    /// <summary>Tells how long a row has taken until now.</summary>
    /// <param name="row">A row that has begun.</param>
    /// <returns>The time.</returns>
    public TimeSpan Elapsed(StepRow row) => row.Took ?? time.GetElapsedTime(row.BeganAt);

    /// <summary>What follows from a failure is a plan of its own, whose steps show as they come.</summary>
    private void BeginOtherPlan(string why)
    {
        End();
        _rows.Add(new StepRow(string.Empty, why) { State = StepRowState.Remark });
        _planStart = _rows.Count;
    }

    private void Set(StepEvent e, StepRowState state, bool hasEnded)
    {
        var at = _rows.FindIndex(
            _planStart, row => !row.HasEnded && string.Equals(row.Key, e.StepKey, StringComparison.Ordinal));
        if (at < 0)
        {
            at = _rows.Count;
            _rows.Add(new StepRow(e.StepKey, e.Title ?? e.StepKey) { BeganAt = time.GetTimestamp() });
        }

        var row = _rows[at];
        _rows[at] = row with { State = state, Detail = e.Detail, Took = hasEnded ? Elapsed(row) : null };
        if (hasEnded && state != StepRowState.Failed)
        {
            BeginNext();
        }
    }

    /// <summary>A step is looked at before it says that it starts: from there on it takes time.</summary>
    private void BeginNext()
    {
        var next = _rows.FindIndex(_planStart, row => row.State == StepRowState.Pending);
        if (next >= 0)
        {
            _rows[next] = _rows[next] with { State = StepRowState.Running, BeganAt = time.GetTimestamp() };
        }
    }

    private void Stop()
    {
        var at = _rows.FindIndex(_planStart, row => row.State == StepRowState.Running);
        if (at >= 0)
        {
            _rows[at] = _rows[at] with { State = StepRowState.Stopped, Took = Elapsed(_rows[at]) };
        }
    }
}
