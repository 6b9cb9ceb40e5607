using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Names the class that a pod's requests and limits put it into; nothing here acts on it.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/"/>
internal static class QualityOfService
{
    private static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>Works out the class.</summary>
    /// <param name="pod">The pod.</param>
    /// <returns><c>Guaranteed</c>, <c>Burstable</c> or <c>BestEffort</c>.</returns>
    public static string Of(JsonObject pod)
    {
        var containers = pod.Items("spec", "containers").ToList();
        if (!containers.Exists(c => c.Map("resources", "limits").Count + c.Map("resources", "requests").Count > 0))
        {
            return "BestEffort";
        }

        return containers.TrueForAll(IsGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static bool IsGuaranteed(JsonObject container) => Array.TrueForAll(Resources, resource =>
    {
        var limit = container.Text("resources", "limits", resource);
        var request = container.Text("resources", "requests", resource) ?? limit;
        return limit is not null && string.Equals(limit, request, StringComparison.Ordinal);
    });
}
