using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.MiniCluster;
using BlueGreen.Planning;
using BlueGreen.Running;

namespace BlueGreen.Frosting.Demo;

/// <summary>Runs the demo's targets exactly as their tasks do, against its cluster, and keeps what happened.</summary>
/// <param name="source">What the user said.</param>
/// <param name="cluster">The demo's cluster.</param>
/// <param name="watchers">Who is told of every step.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoWorld(
    InputSource source, LocalCluster cluster, IReadOnlyList<IReleaseObserver> watchers, TimeProvider time)
{
    private readonly List<(DemoStage Stage, RunRecord Record)> _runs = [];

    /// <summary>Gets every target that ran, in order.</summary>
    public IReadOnlyList<(DemoStage Stage, RunRecord Record)> Runs => _runs;

    /// <summary>Gets what the colors were when the last target had ended; null when nothing could be read.</summary>
    public StatusReport? Status { get; private set; }

    /// <summary>Runs one target.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A task that ends with the target.</returns>
    /// <exception cref="ReleaseException">The target failed.</exception>
    public async Task RunAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var inputs = DemoInputs.Of(source, stage, cluster);
        var recorder = new RunRecorder(stage.Planner.Target, stage.About ?? stage.Tag, time);
        await using var session = await ReleaseSession.OpenAsync(inputs, time, cancellationToken);
        var runner = new TargetRunner(
            session.Platform, SettingsMapper.Settings(inputs.Options), [recorder, .. watchers], time);
        var request = new PlanRequest(stage.ReleaseId, inputs.Ci.Actor, inputs.Release, Color: null, Generation: 0);
        var order = new TargetOrder(stage.Planner, request, ReleaseSession.NewId(), Link: null);
        try
        {
            await runner.RunAsync(order, HooksOf(recorder), cancellationToken);
            Status = await StatusReport.ReadAsync(inputs.Options.App, session, cancellationToken);
        }
        catch (ReleaseException error)
        {
            recorder.Failed(error);
            throw;
        }
        finally
        {
            _runs.Add((stage, recorder.Close()));
        }
    }

    private static TargetHooks HooksOf(RunRecorder recorder) => TargetHooks.None with
    {
        OnPlan = (plan, _) =>
        {
            recorder.Planned(plan);
            return Task.CompletedTask;
        },
        OnEnd = (plan, context) =>
        {
            recorder.Ended(plan, context);
            return Task.CompletedTask;
        },
    };
}
