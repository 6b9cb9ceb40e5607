using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Proving;
using BlueGreen.Running;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Reports;

/// <summary>Listens to one run of a target, and keeps what its report needs.</summary>
/// <param name="target">The target.</param>
/// <param name="about">What it is about, such as the release tag; or null.</param>
/// <param name="time">The clock.</param>
internal sealed class RunRecorder(string target, string? about, TimeProvider time) : IReleaseObserver
{
    private readonly List<StepEvent> _events = [];
    private readonly DateTimeOffset _beganAt = time.GetUtcNow();
    private readonly long _beganStamp = time.GetTimestamp();
    private ImmutableArray<WatchedSwitch> _switches = [];
    private ReleasePlan? _plan;
    private ReleaseException? _error;

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        _events.Add(stepEvent);
        return Task.CompletedTask;
    }

    /// <summary>Keeps the plan.</summary>
    /// <param name="plan">The plan.</param>
    public void Planned(ReleasePlan plan) => _plan = plan;

    /// <summary>Keeps what was measured, while the watches are still there.</summary>
    /// <param name="plan">The plan that ran.</param>
    /// <param name="context">What was measured.</param>
    public void Ended(ReleasePlan plan, StepContext context) =>
        _switches = [.. context.Watches.All.Select(watch => Copy(plan, watch))];

    /// <summary>Keeps the failure.</summary>
    /// <param name="error">The failure.</param>
    public void Failed(ReleaseException error) => _error = error;

    /// <summary>Closes the record.</summary>
    /// <returns>The record.</returns>
    public RunRecord Close() => new(
        target, about, _plan, [.. _events], _switches, _error,
        new RunTime(_beganAt, time.GetUtcNow(), _beganStamp, time.GetTimestamp()));

    private static WatchedSwitch Copy(ReleasePlan plan, SwitchWatch watch)
    {
        var steps = plan.Steps.Concat(plan.WayBack?.Steps ?? []);
        var from = steps.OfType<SwitchRoute>().FirstOrDefault(step => step.To == watch.To)?.From;
        return new WatchedSwitch(from, watch.To, watch.WrittenAt, [.. watch.Samples()], watch.Measure());
    }
}
