using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>
/// Brings the replica sets of a deployment to its template and count, as carefully as its strategy says.
/// </summary>
/// <remarks>
/// One look: (1) own sets (2) find or make the set of the template (3) next sizes (4) old history (5) status.
/// </remarks>
/// <param name="store">The cluster.</param>
/// <param name="events">Tells what was scaled.</param>
/// <param name="timeProvider">Times the progress deadline.</param>
internal sealed class DeploymentController(
    ObjectStore store, EventRecorder events, TimeProvider timeProvider) : IController
{
    private readonly ReplicaSetWriter _sets = new(store, events, timeProvider);

    /// <inheritdoc/>
    public string Name => "deployment-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } =
    [
        WatchSource.Of(ResourceTypes.Deployments),
        WatchSource.OwnedBy(ResourceTypes.ReplicaSets, ResourceTypes.Deployments),
        new(ResourceTypes.Pods, pod => pod.IsBeingDeleted() ? DeploymentsOf(store, pod) : []),
    ];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (store.Find(key) is not { } deployment || deployment.IsBeingDeleted())
        {
            return null;
        }

        var owned = OwnSets(deployment);
        var template = deployment.At("spec", "template");
        var newSet = owned.Find(set => PodTemplateHash.AreSame(set.At("spec", "template"), template));
        if (!deployment.Flag("spec", "paused"))
        {
            newSet = _sets.FindOrCreate(deployment, newSet, owned);
            if (newSet is null)
            {
                return TimeSpan.Zero;
            }
        }

        owned = OwnSets(deployment);
        newSet = owned.Find(set => string.Equals(set.Uid(), newSet?.Uid(), StringComparison.Ordinal));
        foreach (var (name, size) in NextSizes(deployment, newSet, owned))
        {
            _sets.Scale(deployment, owned.First(set => string.Equals(set.Name(), name, StringComparison.Ordinal)),
                size);
        }

        RemoveOldHistory(deployment, newSet, owned);
        return WriteStatus(key, deployment, newSet);
    }

    // The last pod of an old set changes nothing of the set any more when it is gone, and Recreate waits for that.
    private static IEnumerable<ObjectKey> DeploymentsOf(ObjectStore store, JsonObject pod) =>
        store.List("apps", "replicasets", pod.Namespace()).Items
            .Where(set => pod.IsControlledBy(set))
            .Select(set => set.Controller())
            .Where(owner => owner.Text("kind") is "Deployment")
            .Select(owner => ResourceTypes.Deployments.Key(pod.Namespace(), owner.Text("name") ?? string.Empty));

    private IReadOnlyDictionary<string, int> NextSizes(
        JsonObject deployment, JsonObject? newSet, List<JsonObject> owned)
    {
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        if (deployment.Flag("spec", "paused"))
        {
            return ProportionalScaling.Plan(wanted, RolloutStrategy.Of(deployment), [.. owned.Select(SizeOf)]);
        }

        var strategy = RolloutStrategy.Of(deployment);
        var oldSets = owned.Where(set => set != newSet).OrderBy(Revisions.Of).Select(SizeOf).ToList();
        if (!strategy.IsRecreate)
        {
            return RollingUpdate.Plan(wanted, strategy, SizeOf(newSet!), oldSets);
        }

        var areOldGone = !HasPodsOf([.. owned.Where(set => set != newSet)], deployment.Namespace());
        var sizes = oldSets
            .Where(set => set.Replicas > 0).ToDictionary(set => set.Name, _ => 0, StringComparer.Ordinal);
        if (areOldGone && sizes.Count == 0 && SizeOf(newSet!).Replicas != wanted)
        {
            sizes[newSet!.Name()] = wanted;
        }

        return sizes;
    }

    // Pods that are still ending count: Recreate promises that no two versions run at once.
    private bool HasPodsOf(List<JsonObject> sets, string namespaceName) =>
        sets.Count > 0 && store.List(string.Empty, "pods", namespaceName).Items
            .Where(pod => pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
            .Any(pod => sets.Exists(pod.IsControlledBy));

    private static SetSize SizeOf(JsonObject set) => new(
        set.Name(), set.Number("spec", "replicas") ?? 1, set.Number("status", "availableReplicas") ?? 0);

    private List<JsonObject> OwnSets(JsonObject deployment)
    {
        var selector = deployment.At("spec", "selector") as JsonObject;
        var sets = store.List("apps", "replicasets", deployment.Namespace()).Items;
        foreach (var orphan in sets.Where(s => s.Controller() is null && LabelSelector.Matches(selector, s.Labels())))
        {
            store.Change(orphan.KeyAs(ResourceTypes.ReplicaSets), orphan.Uid(), set =>
                set.Ensure("metadata")["ownerReferences"] =
                new JsonArray(deployment.ControllerReference(ResourceTypes.Deployments)));
        }

        return [.. store.List("apps", "replicasets", deployment.Namespace()).Items
            .Where(set => set.IsControlledBy(deployment))
            .OrderBy(Revisions.Of)];
    }

    private void RemoveOldHistory(JsonObject deployment, JsonObject? newSet, List<JsonObject> owned)
    {
        var limit = deployment.Number("spec", "revisionHistoryLimit") ?? 10;
        var done = owned
            .Where(set => set != newSet && !set.IsBeingDeleted())
            .Where(set => (set.Number("spec", "replicas") ?? 0) == 0 && (set.Number("status", "replicas") ?? 0) == 0)
            .ToList();
        foreach (var set in done.Take(Math.Max(0, done.Count - limit)))
        {
            store.RequestDeletion(ResourceTypes.ReplicaSets, set, timeProvider.GetUtcNow());
        }
    }

    private TimeSpan? WriteStatus(ObjectKey key, JsonObject deployment, JsonObject? newSet)
    {
        var now = timeProvider.GetUtcNow();
        var sets = OwnSets(deployment);
        var written = store.Change(key, deployment.Uid(), current =>
        {
            // The status speaks of the generation that this look was made for, not of one that came meanwhile.
            var basis = deployment.DeepClone().AsObject();
            basis["status"] = current["status"]?.DeepClone();
            var fresh = sets.Find(set => string.Equals(set.Uid(), newSet?.Uid(), StringComparison.Ordinal));
            current["status"] = DeploymentStatus.Next(basis, fresh, sets, now);
            PauseOrResume(deployment, current.Ensure("status"), now);
            if (newSet is not null)
            {
                current.Ensure("metadata", "annotations")[Revisions.Annotation] = $"{Revisions.Of(newSet)}";
            }
        });
        var wait = written is null ? null : DeploymentStatus.LateAt(written) - now;
        return wait is null || wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);
    }

    private static void PauseOrResume(JsonObject deployment, JsonObject status, DateTimeOffset now)
    {
        var isNoted = Conditions.Find(status, "Progressing").Text("reason") is "DeploymentPaused";
        if (deployment.Flag("spec", "paused") && !isNoted)
        {
            DeploymentStatus.Begin(status, "DeploymentPaused", "Deployment is paused", now);
        }
        else if (!deployment.Flag("spec", "paused") && isNoted)
        {
            DeploymentStatus.Begin(status, "DeploymentResumed", "Deployment is resumed", now);
        }
    }
}
