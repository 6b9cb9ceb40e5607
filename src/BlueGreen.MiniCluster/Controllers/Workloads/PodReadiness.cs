using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Reads from a pod's conditions whether it takes requests.</summary>
internal static class PodReadiness
{
    /// <summary>Tells whether a pod is ready.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>What its condition says.</returns>
    public static bool IsReady(JsonObject pod) => Conditions.Find(pod["status"], "Ready").Text("status") is "True";

    /// <summary>Tells since when a pod has been ready.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns>The time, or null when it is not.</returns>
    public static DateTimeOffset? ReadySince(JsonObject pod) =>
        IsReady(pod) ? Conditions.Find(pod["status"], "Ready").Time("lastTransitionTime") : null;
}
