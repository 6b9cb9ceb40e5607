using System.Globalization;
using BlueGreen.Planning;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Output;

/// <summary>Tells of every step as one line: readable in a log, without escapes.</summary>
/// <param name="say">Writes a line, secrets masked.</param>
/// <param name="time">The clock.</param>
internal sealed class ConsoleObserver(Action<string> say, TimeProvider time) : IRunDisplay
{
    private long _startedAt = time.GetTimestamp();
    private bool _isPlanSaid;

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        // The first plan was shown as a table; a second one is what follows from a failure.
        var isFirstPlan = stepEvent.Kind == StepEventKind.Planned && !_isPlanSaid;
        _isPlanSaid |= isFirstPlan;
        if (!isFirstPlan && Line(stepEvent) is { } line)
        {
            say(line);
        }

        if (stepEvent.Kind == StepEventKind.Started)
        {
            _startedAt = time.GetTimestamp();
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
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string? Line(StepEvent e) => e.Kind switch
    {
        StepEventKind.Planned => $"  {e.Detail}",
        StepEventKind.Would => $"  would  {e.Title}: now {e.Detail}",
        StepEventKind.AlreadyDone => $"  ok     {e.Title}: {e.Detail}",
        StepEventKind.Started => $"  ...    {e.Title}",
        StepEventKind.Done => $"  done   {e.Title} ({Elapsed()}): {e.Detail}",
        StepEventKind.Failed => $"  FAILED {e.Title} ({Elapsed()})",
        StepEventKind.Stopped => $"  stopped: {e.Detail}",
        _ => null,
    };

    private string Elapsed() =>
        string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_startedAt).TotalSeconds:0.0} s");
}
