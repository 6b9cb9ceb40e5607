using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Makes and sizes the replica sets of deployments.</summary>
/// <param name="store">The cluster.</param>
/// <param name="events">Tells what was scaled.</param>
/// <param name="timeProvider">Gives the times of conditions.</param>
internal sealed class ReplicaSetWriter(ObjectStore store, EventRecorder events, TimeProvider timeProvider)
{
    /// <summary>Makes sure that the template has a set with the highest revision.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="existing">The set of its template, if there is one.</param>
    /// <param name="owned">All its sets.</param>
    /// <returns>The set; null when its name was taken, and the next look has to try another.</returns>
    public JsonObject? FindOrCreate(JsonObject deployment, JsonObject? existing, IReadOnlyList<JsonObject> owned)
    {
        if (existing is not null)
        {
            Note(deployment, "FoundNewReplicaSet", $"Found new replica set \"{existing.Name()}\"", onlyFirst: true);
            return store.Change(existing.KeyAs(ResourceTypes.ReplicaSets), existing.Uid(), set =>
            {
                Revisions.Number(set, deployment, owned.Where(other => other != existing));
                set.Ensure("spec")["minReadySeconds"] = deployment.Number("spec", "minReadySeconds") ?? 0;
            });
        }

        var made = NewSet(deployment);
        Revisions.Number(made, deployment, owned);
        try
        {
            var created = store.Create(made.KeyAs(ResourceTypes.ReplicaSets), made);
            Note(deployment, "NewReplicaSetCreated", $"Created new replica set \"{created.Name()}\"", onlyFirst: false);
            return created;
        }
        catch (StoreException error) when (error.Refusal == StoreRefusal.AlreadyExists)
        {
            var collisions = deployment.Number("status", "collisionCount") ?? 0;
            store.Change(deployment.KeyAs(ResourceTypes.Deployments), deployment.Uid(), current =>
                current.Ensure("status")["collisionCount"] = collisions + 1);
            return null;
        }
    }

    /// <summary>Sizes a set and tells it.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="set">The set.</param>
    /// <param name="size">Its next size.</param>
    public void Scale(JsonObject deployment, JsonObject set, int size)
    {
        var before = set.Number("spec", "replicas") ?? 1;
        store.Change(set.KeyAs(ResourceTypes.ReplicaSets), set.Uid(), current =>
            current.Ensure("spec")["replicas"] = size);
        var direction = size > before ? "up" : "down";
        events.Tell(
            "deployment-controller",
            new EventSubject(ResourceTypes.Deployments, deployment),
            "ScalingReplicaSet",
            $"Scaled {direction} replica set {set.Name()} from {before} to {size}");
    }

    private static JsonObject NewSet(JsonObject deployment)
    {
        var template = deployment.At("spec", "template")?.DeepClone() as JsonObject ?? [];
        var hash = PodTemplateHash.Of(template, deployment.Number("status", "collisionCount") ?? 0);
        template.Ensure("metadata", "labels")[PodTemplateHash.Label] = hash;
        var selector = deployment.At("spec", "selector")?.DeepClone() as JsonObject ?? [];
        selector.Ensure("matchLabels")[PodTemplateHash.Label] = hash;
        return new JsonObject
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}",
                ["namespace"] = deployment.Namespace(),
                ["generation"] = 1,
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["ownerReferences"] = new JsonArray(deployment.ControllerReference(ResourceTypes.Deployments)),
            },
            ["spec"] = new JsonObject
            {
                ["replicas"] = 0,
                ["minReadySeconds"] = deployment.Number("spec", "minReadySeconds") ?? 0,
                ["selector"] = selector,
                ["template"] = template,
            },
        };
    }

    private void Note(JsonObject deployment, string reason, string message, bool onlyFirst)
    {
        if (!onlyFirst || Conditions.Find(deployment["status"], "Progressing") is null)
        {
            store.Change(deployment.KeyAs(ResourceTypes.Deployments), deployment.Uid(), current =>
                DeploymentStatus.Begin(current.Ensure("status"), reason, message, timeProvider.GetUtcNow()));
        }
    }
}
