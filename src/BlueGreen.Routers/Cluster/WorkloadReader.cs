using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Reads how a Deployment is. Pure.</summary>
internal static class WorkloadReader
{
    /// <summary>Reads one Deployment.</summary>
    /// <param name="deployment">The Deployment.</param>
    /// <param name="color">Its color: the part of its name that its twin does not share.</param>
    /// <returns>Its state.</returns>
    /// <remarks>
    /// A status counts only when the controller has seen this generation: right after a write, events still tell the
    /// old one.
    /// A deleted Deployment may linger for its finalizers; it is still deployed, but never ready.
    /// </remarks>
    public static WorkloadState Read(JsonObject deployment, Color color)
    {
        var name = KubeObject.NameOf(deployment) ?? string.Empty;
        var desired = Number(deployment["spec"]?["replicas"]) ?? 1;
        var status = deployment["status"];
        var updated = Number(status?["updatedReplicas"]) ?? 0;
        var ready = Number(status?["readyReplicas"]) ?? 0;
        var total = Number(status?["replicas"]) ?? 0;
        var available = Number(status?["availableReplicas"]) ?? 0;
        var isReady = IsSeen(deployment) && desired > 0 && updated >= desired && total == updated
            && available >= desired
            && deployment["metadata"]?["deletionTimestamp"] is null;
        return new WorkloadState(name, Role(name, color), (int)desired, (int)Math.Min(ready, updated), isReady);
    }

    /// <summary>Tells whether the status is about what the object says now.</summary>
    /// <param name="deployment">The Deployment.</param>
    /// <returns>Whether the controller has seen the newest generation.</returns>
    public static bool IsSeen(JsonObject deployment) =>
        Number(deployment["status"]?["observedGeneration"]) >= Number(deployment["metadata"]?["generation"]);

    private static string Role(string name, Color color) =>
        string.Join('-', name.Split('-').Where(part => !string.Equals(part, color.ToName(), StringComparison.Ordinal)));

    private static long? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
