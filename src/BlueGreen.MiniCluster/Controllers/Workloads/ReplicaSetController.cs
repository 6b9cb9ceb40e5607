using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Keeps as many pods of a template as asked for.</summary>
/// <param name="store">The cluster.</param>
/// <param name="events">Tells what was made and deleted.</param>
/// <param name="timeProvider">Times how long pods have been ready.</param>
internal sealed class ReplicaSetController(
    ObjectStore store, EventRecorder events, TimeProvider timeProvider) : IController
{
    /// <inheritdoc/>
    public string Name => "replicaset-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } =
    [
        WatchSource.Of(ResourceTypes.ReplicaSets),
        WatchSource.OwnedBy(ResourceTypes.Pods, ResourceTypes.ReplicaSets),
        new(ResourceTypes.Pods, pod => pod.Controller() is null
            ? store.List("apps", "replicasets", pod.Namespace()).Items
                .Where(set => LabelSelector.Matches(set.At("spec", "selector") as JsonObject, pod.Labels()))
                .Select(set => set.KeyAs(ResourceTypes.ReplicaSets))
            : []),
    ];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (store.Find(key) is not { } set)
        {
            return null;
        }

        if (!set.IsBeingDeleted())
        {
            AdoptAndRelease(set);
            Scale(set, ActivePods(set));
        }

        return WriteStatus(key, set);
    }

    private void AdoptAndRelease(JsonObject set)
    {
        var selector = set.At("spec", "selector") as JsonObject;
        foreach (var pod in store.List(string.Empty, "pods", set.Namespace()).Items.Where(pod => !pod.IsBeingDeleted()))
        {
            var isMeant = LabelSelector.Matches(selector, pod.Labels());
            if (isMeant && pod.Controller() is null)
            {
                SetOwners(pod, [set.ControllerReference(ResourceTypes.ReplicaSets)]);
            }
            else if (!isMeant && pod.IsControlledBy(set))
            {
                var others = pod.Owners().Where(owner => owner != pod.Controller()).Select(owner => owner.DeepClone());
                SetOwners(pod, [.. others]);
            }
        }
    }

    private void SetOwners(JsonObject pod, JsonArray owners) =>
        store.Change(pod.KeyAs(ResourceTypes.Pods), pod.Uid(), current =>
            current.Ensure("metadata")["ownerReferences"] = owners.DeepClone());

    private List<JsonObject> ActivePods(JsonObject set) =>
        [.. store.List(string.Empty, "pods", set.Namespace()).Items
            .Where(pod => pod.IsControlledBy(set) && !pod.IsBeingDeleted())
            .Where(pod => pod.Text("status", "phase") is not ("Succeeded" or "Failed"))];

    private void Scale(JsonObject set, List<JsonObject> pods)
    {
        var wanted = set.Number("spec", "replicas") ?? 1;
        var subject = new EventSubject(ResourceTypes.ReplicaSets, set);
        var namespaceObject = store.Find(ResourceTypes.Namespaces.Key(string.Empty, set.Namespace()));
        for (var missing = wanted - pods.Count; missing > 0; missing--)
        {
            var pod = PodFactory.Create(set, namespaceObject);
            store.Create(pod.KeyAs(ResourceTypes.Pods), pod);
            events.Tell(Name, subject, "SuccessfulCreate", $"Created pod: {pod.Name()}");
        }

        var surplus = pods
            .OrderBy(PodReadiness.IsReady)
            .ThenBy(pod => pod.Text("status", "phase") is "Running")
            .ThenByDescending(pod => pod.Text("metadata", "creationTimestamp"), StringComparer.Ordinal)
            .Take(Math.Max(0, pods.Count - wanted));
        foreach (var pod in surplus)
        {
            store.RequestDeletion(ResourceTypes.Pods, pod, timeProvider.GetUtcNow());
            events.Tell(Name, subject, "SuccessfulDelete", $"Deleted pod: {pod.Name()}");
        }
    }

    private TimeSpan? WriteStatus(ObjectKey key, JsonObject set)
    {
        var now = timeProvider.GetUtcNow();
        var pods = ActivePods(set);
        var ready = pods.Where(PodReadiness.IsReady).ToList();
        var minReady = TimeSpan.FromSeconds(set.Number("spec", "minReadySeconds") ?? 0);
        var waits = ready.Select(pod => PodReadiness.ReadySince(pod) + minReady - now ?? minReady).ToList();
        var templateLabels = set.Map("spec", "template", "metadata", "labels");
        store.Change(key, set.Uid(), current =>
        {
            var status = current.Ensure("status");
            status["replicas"] = pods.Count;
            status["observedGeneration"] = set.Generation();
            SetFigure(status, "fullyLabeledReplicas",
                pods.Count(pod => LabelSelector.Matches(templateLabels, pod.Labels())));
            SetFigure(status, "readyReplicas", ready.Count);
            SetFigure(status, "availableReplicas", minReady == TimeSpan.Zero
                ? ready.Count : waits.Count(w => w <= TimeSpan.Zero));
        });
        var still = waits.Where(wait => wait > TimeSpan.Zero && minReady > TimeSpan.Zero).ToList();
        return still.Count > 0 ? still.Min() : null;
    }

    private static void SetFigure(JsonObject status, string name, int count)
    {
        status.Remove(name);
        if (count > 0)
        {
            status[name] = count;
        }
    }
}
