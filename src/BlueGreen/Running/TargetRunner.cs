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
            await RunPlannedAsync(order, hooks, generation: 0, cancellationToken);
            return;
        }

        await using var lease = await platform.Queue.TakeAsync(order.Ticket, hooks.OnWaiting, cancellationToken);
        using var held = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost, cancellationToken);
        try
        {
            await RunPlannedAsync(order, hooks, lease.Generation, held.Token);
        }
        catch (OperationCanceledException lost)
            when (lease.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw await LeaseLostAsync(order, lost, cancellationToken);
        }
    }

    /// <summary>Tells what a target would do. Takes no lease and writes nothing.</summary>
    /// <param name="order">What to run, for whom.</param>
    /// <param name="hooks">Who is told of the plan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The plan.</returns>
    public async Task<ReleasePlan> DryRunAsync(
        TargetOrder order, TargetHooks hooks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(hooks);
        var queue = await platform.Queue.ObserveAsync(cancellationToken);
        var run = new RunIdentity(order.Request.ReleaseId, order.RunId, queue.Generation + 1);
        await using var context = new StepContext(platform, settings, run, timeProvider);
        var plan = await PlanAsync(order, run.Generation, cancellationToken);
        await hooks.OnPlan(plan, context);
        var runner = new ReleaseRunner(StepHandlers.For(context), new Tee(watchers), run, timeProvider);
        await runner.DryRunAsync(plan, cancellationToken);
        return plan;
    }

    private async Task RunPlannedAsync(
        TargetOrder order, TargetHooks hooks, long generation, CancellationToken cancellationToken)
    {
        var run = new RunIdentity(order.Request.ReleaseId, order.RunId, generation);
        await using var context = new StepContext(platform, settings, run, timeProvider);
        var plan = await PlanAsync(order, generation, cancellationToken);
        await hooks.OnPlan(plan, context);
        if (plan.Steps.IsEmpty)
        {
            await hooks.OnEnd(plan, context);
            return;
        }

        var observer = new LogObserver(platform.Log, watchers);
        var runner = new ReleaseRunner(StepHandlers.For(context), observer, run, timeProvider);
        try
        {
            await runner.RunAsync(plan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The journal must hear of it although the run is cancelled: that write has a limit of its own.
            await SayStoppedAsync(order, observer, run);
            throw;
        }
        finally
        {
            await hooks.OnEnd(plan, context);
        }
    }

    private async Task SayStoppedAsync(TargetOrder order, LogObserver observer, RunIdentity run)
    {
        using var limit = new CancellationTokenSource(StoppedLimit, timeProvider);
        var now = timeProvider.GetUtcNow();
        var stopped = new StepEvent(
            run.ReleaseId, run.RunId, "plan", StepEventKind.Stopped, now, $"{order.Target} was stopped");
        try
        {
            await observer.OnAsync(stopped, limit.Token);
        }
        catch (ReleaseException)
        {
            // The run was stopped: that is what the caller must hear, whatever the journal could not take.
        }
    }

    private async Task<ReleasePlan> PlanAsync(TargetOrder order, long generation, CancellationToken cancellationToken)
    {
        var world = await World.ObserveAsync(platform, cancellationToken);
        return order.Planner.Plan(world, order.Request with { Generation = generation }, settings);
    }

    private async Task<ReleaseException> LeaseLostAsync(
        TargetOrder order, Exception cause, CancellationToken cancellationToken)
    {
        var route = await TryObserveRouteAsync(cancellationToken);
        var isOurs = route is null
            || string.Equals(route.Stamp.SwitchedBy, order.Request.ReleaseId, StringComparison.Ordinal);
        return new ReleaseException(
            order.Planner is ActivatePlanner or RollbackPlanner && isOurs ? ExitCode.NeedsOperator
                : ExitCode.NotSwitched,
            $"{order.Target} stopped: it lost the lease.",
            $"The lease could not be renewed in time, so another pipeline may hold it now. Seen: " +
                $"{route?.Describe() ?? "nothing, the route cannot be read"}.",
            $"Check the connection to the cluster, then run {order.Target} again: it finishes what is left, or " +
                $"refuses.",
            cause);
    }

    private async Task<RouteState?> TryObserveRouteAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await platform.Route.ObserveAsync(cancellationToken);
        }
        catch (ReleaseException)
        {
            // The lost lease is what is reported; that nothing can be read is part of that report.
            return null;
        }
    }

    private sealed class Tee(IReadOnlyList<IReleaseObserver> watchers) : IReleaseObserver
    {
        public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
        {
            foreach (var watcher in watchers)
            {
                await watcher.OnAsync(stepEvent, cancellationToken);
            }
        }
    }
}
