using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Keeps one worker for each pod of the node, from the pod's binding to its removal.</summary>
/// <param name="node">What every pod works with.</param>
internal sealed class PodManager(NodeServices node) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PodWorker> _workers = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>Gets what ends only when pods cannot be watched any more, with the error, or with the node.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to watch for pods.</summary>
    public void Start()
    {
        Task[] watches = [Task.Run(WatchAsync), Task.Run(WatchNodesAsync)];
        Ended = Task.WhenAny(watches).Unwrap();
        _watching = Task.WhenAll(watches);
    }

    /// <summary>Finds the worker of a pod.</summary>
    /// <param name="namespaceName">Namespace of the pod.</param>
    /// <param name="podName">The pod.</param>
    /// <returns>The worker, or null when the pod does not run here.</returns>
    public PodWorker? Find(string namespaceName, string podName) =>
        node.Store.Find(ResourceTypes.Pods.Key(namespaceName, podName)) is { } pod
        && _workers.TryGetValue(pod.Uid(), out var worker)
            ? worker
            : null;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.WaitAsync(node.Options.ShutdownLimit, node.Time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var limit = node.Options.ShutdownLimit;
        await Task.WhenAll(_workers.Values.Select(worker => worker.StopAsync(limit, isAnnounced: false)));
        foreach (var worker in _workers.Values)
        {
            worker.Dispose();
        }

        _stop.Dispose();
    }

    private static TimeSpan GraceOf(JsonObject pod) => PodSeconds.Limited(
        pod.Number("metadata", "deletionGracePeriodSeconds") ?? pod.Number("spec", "terminationGracePeriodSeconds"),
        otherwise: 30);

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var (pods, version) = node.Store.List(string.Empty, "pods", namespaceName: null);
            foreach (var pod in pods)
            {
                Sync(pod);
            }

            EndMissing(pods);
            try
            {
                await foreach (var change in node.Store.WatchAsync(string.Empty, "pods", null, version, _stop.Token))
                {
                    if (change.Kind == StoreEventKind.Deleted)
                    {
                        EndRemoved(change.ToObject().Uid());
                    }
                    else
                    {
                        Sync(change.ToObject());
                    }
                }
            }
            catch (StoreException error) when (error.Refusal == StoreRefusal.Expired)
            {
                // The history was shorter than this watch was late: the list above catches up.
            }
        }
    }

    private void Sync(JsonObject pod)
    {
        var nodeName = pod.Text("spec", "nodeName");
        if (nodeName is null && !pod.IsBeingDeleted())
        {
            Bind(pod);
        }
        else if (nodeName is NodeObject.Name && pod.IsBeingDeleted())
        {
            _ = EndDeletedAsync(pod);
        }
        else if (nodeName is NodeObject.Name && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
        {
            // The event may be older than the pod's end, so a pod that is gone meanwhile gets no worker.
            if (node.Store.Find(pod.KeyAs(ResourceTypes.Pods)) is { } current
                && string.Equals(current.Uid(), pod.Uid(), StringComparison.Ordinal)
                && !_workers.ContainsKey(pod.Uid()))
            {
                var worker = new PodWorker(new PodContext(node, pod));
                _workers[pod.Uid()] = worker;
                worker.Start();
            }
        }
    }

    // A pod that had no place may have one after a change of the node: nobody changes the pod then.
    private async Task WatchNodesAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var (_, version) = node.Store.List(string.Empty, "nodes", namespaceName: null);
            BindWaiting();
            try
            {
                await foreach (var _ in node.Store.WatchAsync(string.Empty, "nodes", null, version, _stop.Token))
                {
                    BindWaiting();
                }
            }
            catch (StoreException error) when (error.Refusal == StoreRefusal.Expired)
            {
                // As above.
            }
        }
    }

    private void BindWaiting()
    {
        var pods = node.Store.List(string.Empty, "pods", namespaceName: null).Items;
        foreach (var pod in pods.Where(p => p.Text("spec", "nodeName") is null && !p.IsBeingDeleted()))
        {
            Bind(pod);
        }
    }

    private void Bind(JsonObject pod)
    {
        var obstacle = Scheduling.FindObstacle(
            pod, node.Store.Find(ResourceTypes.Nodes.Key(string.Empty, NodeObject.Name)));
        if (obstacle is not null)
        {
            TellObstacle(pod, obstacle);
            return;
        }

        var isNew = false;
        var bound = node.Store.Change(pod.KeyAs(ResourceTypes.Pods), pod.Uid(), current =>
        {
            isNew = current.Text("spec", "nodeName") is null;
            current.Ensure("spec")["nodeName"] = NodeObject.Name;
            PodStatus.SetCondition(current.Ensure("status"), "PodScheduled", isTrue: true, node.Time.GetUtcNow());
        });
        if (bound is not null && isNew)
        {
            node.Events.Tell(
                "default-scheduler",
                new EventSubject(ResourceTypes.Pods, bound),
                "Scheduled",
                $"Successfully assigned {pod.Namespace()}/{pod.Name()} to {NodeObject.Name}");
        }
    }

    // The change of the condition comes back as a change of the pod: told once, or it would go round for ever.
    private void TellObstacle(JsonObject pod, string obstacle)
    {
        if (Conditions.Find(pod["status"], "PodScheduled").Text("message") is { } told
            && string.Equals(told, obstacle, StringComparison.Ordinal))
        {
            return;
        }

        var waiting = node.Store.Change(pod.KeyAs(ResourceTypes.Pods), pod.Uid(), current =>
        {
            var status = current.Ensure("status");
            PodStatus.SetCondition(status, "PodScheduled", isTrue: false, node.Time.GetUtcNow(), "Unschedulable");
            Conditions.Find(status, "PodScheduled")!["message"] = obstacle;
        });
        if (waiting is not null)
        {
            var subject = new EventSubject(ResourceTypes.Pods, waiting);
            node.Events.Warn("default-scheduler", subject, "FailedScheduling", obstacle);
        }
    }

    private async Task EndDeletedAsync(JsonObject pod)
    {
        if (_workers.TryGetValue(pod.Uid(), out var worker))
        {
            await worker.StopAsync(GraceOf(pod), isAnnounced: true);
            Forget(pod.Uid());
        }

        if (node.Store.Find(pod.KeyAs(ResourceTypes.Pods)) is { } current
            && string.Equals(current.Uid(), pod.Uid(), StringComparison.Ordinal)
            && current.Finalizers().Count == 0)
        {
            node.Store.TryRemove(pod.KeyAs(ResourceTypes.Pods), expectedVersion: null);
        }
    }

    private void EndRemoved(string uid)
    {
        if (_workers.TryGetValue(uid, out var worker))
        {
            _ = EndAsync(worker);
        }

        async Task EndAsync(PodWorker ending)
        {
            await ending.StopAsync(TimeSpan.Zero, isAnnounced: false);
            Forget(uid);
        }
    }

    private void EndMissing(IReadOnlyList<JsonObject> pods)
    {
        var known = pods.Select(pod => pod.Uid()).ToHashSet(StringComparer.Ordinal);
        foreach (var uid in _workers.Keys.Where(uid => !known.Contains(uid)))
        {
            EndRemoved(uid);
        }
    }

    private void Forget(string uid)
    {
        if (_workers.TryRemove(uid, out var worker))
        {
            worker.Dispose();
            worker.Pod.RemoveFolder();
        }
    }
}
