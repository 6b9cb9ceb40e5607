using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Orders objects as Istio does when several say something about the same host.</summary>
internal static class ObjectAge
{
    /// <summary>Sorts by creation time, then by name and namespace.</summary>
    /// <param name="items">Objects of one kind.</param>
    /// <returns>The oldest first.</returns>
    public static IEnumerable<JsonObject> OldestFirst(IEnumerable<JsonObject> items) => items
        .OrderBy(item => item["metadata"].Text("creationTimestamp") ?? "", StringComparer.Ordinal)
        .ThenBy(item => item.Name(), StringComparer.Ordinal)
        .ThenBy(item => item.Namespace(), StringComparer.Ordinal);
}
