using System.Text.Json.Nodes;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Cluster;

/// <summary>Finds out who decides on the replicas of a Deployment. Pure.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management"/>
internal static class ReplicasOwner
{
    /// <summary>
    /// Tells whether somebody else owns <c>spec.replicas</c>: an autoscaler, or a person with kubectl scale.
    /// </summary>
    /// <param name="deployment">The Deployment as read.</param>
    /// <returns>Whether the count is not ours to set.</returns>
    public static bool IsAnother(JsonObject deployment) =>
        (deployment["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Any(entry =>
            entry["fieldsV1"]?["f:spec"]?["f:replicas"] is not null
            && !string.Equals((string?)entry["manager"], IstioNames.FieldManager, StringComparison.Ordinal));
}
