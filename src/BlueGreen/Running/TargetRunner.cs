using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>Runs one target: lease, then look, then plan, then run.</summary>
/// <param name="platform">The ports.</param>
/// <param name="settings">How releases are made here.</param>
/// <param name="watchers">Who is told of every event, after the journal.</param>
/// <param name="timeProvider">The clock.</param>
public sealed class TargetRunner(
    Platform platform, ReleaseSettings settings, IReadOnlyList<IReleaseObserver> watchers, TimeProvider timeProvider)
{
    private static readonly TimeSpan StoppedLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs a target under the lease.</summary>
    /// <param name="order">What to run, for whom.</param>
    /// <param name="hooks">Who is told of waiting, the plan and the end.</param>
    /// <param name="cancellationToken">Stops it; the journal gets its line and the lease is released first.</param>
    /// <returns>A task that ends when the target is done.</returns>
    /// <exception cref="ReleaseException">It was refused, or it failed; the exit code says which.</exception>
    public async Task RunAsync(TargetOrder order, TargetHooks hooks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(hooks);
        if (!order.TakesLease)
        {
            await RunPlannedAsync(order, hooks, new Turn(Generation: 0, CancellationToken.None), cancellationToken);
            return;
        }

        await using var lease = await platform.Queue.TakeAsync(order.Ticket, hooks.OnWaiting, cancellationToken);
        var turn = new Turn(lease.Generation, lease.Lost);
        try
        {
            await RunPlannedAsync(order, hooks, turn, cancellationToken);
        }
        catch (OperationCanceledException lost) when (turn.IsLost(cancellationToken))
        {
            throw LostLease.BeforeThePlan(order.Target, lost);
        }
    }

    /// <summary>Tells what a target would do. Takes no lease and writes nothing.</summary>
    /// <param name="order">What to run, for whom.</param>
    /// <param name="hooks">Who is told of the plan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The plan.</returns>
    public async Task<ReleasePlan> DryRunAsync(TargetOrder order, TargetHooks hooks,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(hooks);
        var queue = await platform.Queue.ObserveAsync(cancellationToken);
        var run = new RunIdentity(order.Request.ReleaseId, order.RunId, queue.Generation + 1);
        await using var context = new StepContext(platform, settings, run, timeProvider);
        var plan = await PlanAsync(order, run.Generation, cancellationToken);
        await hooks.OnPlan(plan, context);
        var observer = new Watchers(watchers, hooks.OnWarning);
        var runner = new ReleaseRunner(StepHandlers.For(context), observer, run, timeProvider);
        await runner.DryRunAsync(plan, cancellationToken);
        return plan;
    }

    private async Task RunPlannedAsync(
        TargetOrder order, TargetHooks hooks, Turn turn, CancellationToken cancellationToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(turn.Lost, cancellationToken);
        var run = new RunIdentity(order.Request.ReleaseId, order.RunId, turn.Generation);
        await using var context = new StepContext(platform, settings, run, timeProvider);
        var plan = await PlanAsync(order, turn.Generation, held.Token);
        await hooks.OnPlan(plan, context);
        try
        {
            if (!plan.Steps.IsEmpty)
            {
                await RunStepsAsync(plan, context, hooks, turn, cancellationToken);
            }
        }
        finally
        {
            await SayEndAsync(plan, context, hooks);
        }
    }
    private async Task RunStepsAsync(
        ReleasePlan plan, StepContext context, TargetHooks hooks, Turn turn, CancellationToken cancellationToken)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(turn.Lost, cancellationToken);
        var observer = new LogObserver(platform.Log, new Watchers(watchers, hooks.OnWarning));
        var runner = new ReleaseRunner(StepHandlers.For(context), observer, context.Run, timeProvider);
        try
        {
            await runner.RunAsync(plan, held.Token);
        }
        catch (OperationCanceledException stopped)
        {
            // The journal must hear of it although the run is cancelled: that write has a limit of its own.
            await SayStoppedAsync(plan, observer, context.Run);
            if (turn.IsLost(cancellationToken))
            {
                throw await runner.JudgeLostLeaseAsync(stopped, cancellationToken);
            }

            throw;
        }
    }

    private async Task SayStoppedAsync(ReleasePlan plan, LogObserver observer, RunIdentity run)
    {
        using var limit = new CancellationTokenSource(StoppedLimit, timeProvider);
        var now = timeProvider.GetUtcNow();
        var stopped = new StepEvent(
            run.ReleaseId, run.RunId, "plan", StepEventKind.Stopped, now, $"{plan.Target} was stopped");
        try
        {
            await observer.OnAsync(stopped, limit.Token);
        }
        catch (Exception failed) when (failed is ReleaseException or OperationCanceledException)
        {
            // The run was stopped: that is what the caller must hear, whatever the journal could not take.
        }
    }

    /// <summary>Lets the end be told; a report that cannot be written changes nothing about the release.</summary>
    private static Task SayEndAsync(ReleasePlan plan, StepContext context, TargetHooks hooks) => Quietly.RunAsync(
        () => hooks.OnEnd(plan, context),
        failed => hooks.OnWarning($"The report of {plan.Target} could not be written: {failed}"));

    private async Task<ReleasePlan> PlanAsync(TargetOrder order, long generation, CancellationToken cancellationToken)
    {
        var world = await World.ObserveAsync(platform, cancellationToken);
        return order.Planner.Plan(world, order.Request with { Generation = generation }, settings);
    }
}
