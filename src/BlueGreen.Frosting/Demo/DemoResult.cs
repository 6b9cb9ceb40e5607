using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;

namespace BlueGreen.Frosting.Demo;

/// <summary>Everything the demo saw.</summary>
/// <param name="Runs">The targets, in order.</param>
/// <param name="Samples">Every request of every client.</param>
/// <param name="Status">What the colors were at the end, or null.</param>
/// <param name="Error">The target that failed, or null.</param>
/// <param name="Origin">Where the demo's time begins, as a timestamp.</param>
internal sealed record DemoResult(
    IReadOnlyList<(DemoStage Stage, RunRecord Record)> Runs,
    IReadOnlyList<LoadSample> Samples,
    StatusReport? Status,
    ReleaseException? Error,
    long Origin)
{
    /// <summary>Gets the requests of users; the tester is not one.</summary>
    public int Requests => Samples.Count(sample => sample.Kind != RequestKind.Tester);

    /// <summary>Gets how many requests of users failed.</summary>
    public int Failed => Failures.Count();

    /// <summary>Gets the failed requests of users, in order.</summary>
    public IEnumerable<LoadSample> Failures =>
        Samples.Where(sample => sample.Kind != RequestKind.Tester && sample.IsFailure);

    /// <summary>Gets the requests of the tester.</summary>
    public int Tests => Samples.Count - Requests;

    /// <summary>Gets the switches, with the stage and the run that made each.</summary>
    public IEnumerable<(DemoStage Stage, RunRecord Record, WatchedSwitch Move)> Switches =>
        from run in Runs
        from move in run.Record.Switches
        select (run.Stage, run.Record, move);

    /// <summary>Gets a value indicating whether users were there, and none of them noticed anything.</summary>
    public bool IsGood => Error is null && Failed == 0 && Requests > 0;
}
