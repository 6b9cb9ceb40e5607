using System.Globalization;
using BlueGreen.Planning;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Output;

/// <summary>
/// Tells of every step as one line: readable in a log, without escapes. Where the CI system folds lines, what was seen
/// stands in the step's group, and its result below it.
/// </summary>
/// <param name="say">Writes lines, secrets masked.</param>
/// <param name="ci">The groups.</param>
/// <param name="time">The clock.</param>
internal sealed class ConsoleObserver(Action<string> say, CiLog ci, TimeProvider time) : IRunDisplay
{
    private long _startedAt = time.GetTimestamp();
    private bool _isPlanSaid;
    private bool _isInGroup;

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        // The first plan was shown as a table; a second one is what follows from a failure.
        var isFirstPlan = stepEvent.Kind == StepEventKind.Planned && !_isPlanSaid;
        _isPlanSaid |= isFirstPlan;
        if (!isFirstPlan)
        {
            Tell(stepEvent);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PlannedAsync(ReleasePlan plan)
    {
        say(PlanTable.Write(plan).TrimEnd());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        ci.End();
        return ValueTask.CompletedTask;
    }

    private void Tell(StepEvent e)
    {
        if (e.Kind == StepEventKind.Started)
        {
            _startedAt = time.GetTimestamp();
        }

        if (e.Kind == StepEventKind.Started && ci.HasGroups)
        {
            ci.Begin(e.Title ?? e.StepKey);
            _isInGroup = true;
        }
        else if (Line(e) is { } line)
        {
            EndGroup(e);
            say(line);
        }
    }

    private void EndGroup(StepEvent e)
    {
        if (_isInGroup && e.Kind is (StepEventKind.Done or StepEventKind.Failed))
        {
            say($"  {e.Detail.Replace("\n", "\n  ", StringComparison.Ordinal)}");
        }

        ci.End();
        _isInGroup = false;
    }

    private string? Line(StepEvent e) => e.Kind switch
    {
        StepEventKind.Planned => $"  {e.Detail}",
        StepEventKind.Would => $"  would  {e.Title}: now {e.Detail}",
        StepEventKind.AlreadyDone => $"  ok     {e.Title}: {e.Detail}",
        StepEventKind.Started => $"  ...    {e.Title}",
        StepEventKind.Done when _isInGroup => $"  done   {e.Title} ({Elapsed()})",
        StepEventKind.Done => $"  done   {e.Title} ({Elapsed()}): {e.Detail}",
        StepEventKind.Failed => $"  FAILED {e.Title} ({Elapsed()})",
        StepEventKind.Stopped => $"  stopped: {e.Detail}",
        _ => null,
    };

    private string Elapsed() =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_startedAt).TotalSeconds:0.0} s");
}
