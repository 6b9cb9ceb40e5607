using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Makes pods from the template of a replica set.</summary>
internal static class PodFactory
{
    // Letters and digits that spell no word, as pod names of Kubernetes have them.
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Makes one pod.</summary>
    /// <param name="set">The replica set.</param>
    /// <param name="namespaceObject">Its namespace, which may ask for a sidecar.</param>
    /// <returns>A pod that is not stored yet.</returns>
    public static JsonObject Create(JsonObject set, JsonObject? namespaceObject)
    {
        var template = set.At("spec", "template");
        var metadata = template.At("metadata")?.DeepClone() as JsonObject ?? [];
        metadata["name"] = $"{set.Name()}-{RandomNumberGenerator.GetString(NameLetters, 5)}";
        metadata["generateName"] = $"{set.Name()}-";
        metadata["namespace"] = set.Namespace();
        metadata["ownerReferences"] = new JsonArray(set.ControllerReference(ResourceTypes.ReplicaSets));
        var spec = template.At("spec")?.DeepClone() as JsonObject ?? [];
        spec["restartPolicy"] ??= "Always";
        spec["terminationGracePeriodSeconds"] ??= 30;
        var pod = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = metadata,
            ["spec"] = spec,
            ["status"] = new JsonObject { ["phase"] = "Pending" },
        };
        Sidecar.Inject(pod, namespaceObject);
        return pod;
    }
}
