using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>The queue of pipelines, on one Lease object in the app's namespace: <c>{app}-blue-green</c>.</summary>
/// <param name="gate">The way to the cluster.</param>
/// <param name="app">The app.</param>
/// <param name="options">Limits.</param>
/// <param name="newId">Gives each ticket an id of its own.</param>
/// <param name="time">The clock.</param>
public sealed class LeaseQueue(
    ClusterGate gate, string app, QueueOptions options, Func<string> newId, TimeProvider time) : IReleaseQueue
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(5);

    /// <summary>Gets the limits.</summary>
    internal QueueOptions Options => options;

    /// <summary>Gets the clock.</summary>
    internal TimeProvider Time => time;

    private ResourceRef Target => new(ResourceType.Leases, gate.Namespace, $"{app}-blue-green");

    /// <inheritdoc/>
    public async Task<QueueState> ObserveAsync(CancellationToken cancellationToken) =>
        QueueDocument.Read(await gate.FindAsync(Target, cancellationToken));

    /// <inheritdoc/>
    public async Task<IHeldLease> TakeAsync(
        TicketRequest request, Func<QueueState, Task> onWaiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(onWaiting);
        var now = time.GetUtcNow();
        var me = new Ticket($"{request.Target}-{request.Tag ?? request.ReleaseId}-{newId()}", request, now, now);
        using var limit = new CancellationTokenSource(options.WaitLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var wait = new QueueWait(this, me, onWaiting);
        try
        {
            return await wait.RunAsync(either.Token);
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await LeaveAsync(me);
            throw NotOurTurn(request, wait.LastSeen);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ReleaseException)
        {
            // A write whose answer was lost may have given us a place all the same.
            await LeaveAsync(me);
            throw;
        }
    }

    /// <summary>Changes the queue by one compare-and-swap, again and again until it is the one that wins.</summary>
    /// <param name="change">Makes the next state; null when there is nothing to write any more.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    /// <returns>The state that was written, or null.</returns>
    internal async Task<QueueState?> UpdateAsync(Func<QueueState, QueueState?> change,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var current = await gate.FindAsync(Target, cancellationToken);
            if (change(QueueDocument.Read(current)) is not { } next)
            {
                return null;
            }

            var lease = QueueDocument.Write((Target.Name, gate.Namespace), current, next, options.LeaseDuration);
            if (await gate.CallAsync(
                $"write {Target}", kube => TryWriteAsync(kube, lease, current is null, cancellationToken)))
            {
                return next;
            }
        }
    }

    /// <summary>Gives the place and the lease back. Works although the run was cancelled, with a limit of its
    /// own.</summary>
    /// <param name="me">The ticket.</param>
    /// <returns>A task that ends when it is given back.</returns>
    internal async Task LeaveAsync(Ticket me)
    {
        using var limit = new CancellationTokenSource(LeaveLimit, time);
        try
        {
            await UpdateAsync(
                state => QueueRules.Leave(state, me) is var next && next == state ? null : next, limit.Token);
        }
        catch (Exception failed) when (failed is ReleaseException or OperationCanceledException)
        {
            // What the run itself came to is what counts; a ticket that is not renewed is passed over by itself.
        }
    }

    private static async Task<bool> TryWriteAsync(
        KubeClient kube, JsonObject lease, bool isNew, CancellationToken cancellationToken)
    {
        var write = new WriteOptions { FieldManager = "bluegreen-queue" };
        try
        {
            _ = isNew
                ? await kube.CreateAsync(lease, write, cancellationToken)
                : await kube.ReplaceAsync(lease, write, cancellationToken);
            return true;
        }
        catch (ApiException lost) when (lost.IsConflict || lost.IsAlreadyExists)
        {
            // Another pipeline wrote first; each round somebody wins, so this ends.
            return false;
        }
    }

    private ReleaseException NotOurTurn(TicketRequest request, QueueState state)
    {
        var seen = state.Holder is { } holder
            ? $"The lease is held by {holder.Request.Describe()} since {holder.Since:u}."
            : "Others were before it in the queue.";
        return new ReleaseException(
            ExitCode.NotOurTurn,
            $"{request.Target} did not get its turn within {options.WaitLimit.TotalSeconds:0} s.",
            state.Trouble is { } trouble ? $"The queue could not be read: {trouble}" : seen,
            "Wait for that run or stop it, then run this target again; timeouts.queue says how long to wait.");
    }
}
