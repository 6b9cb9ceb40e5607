using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway.Alone;

/// <summary>Takes from an object what the gateway looks at: a cluster's pods are many, and they report all the
/// time.</summary>
internal static class GatewayView
{
    private static readonly string[] Metadata =
        ["name", "namespace", "labels", "creationTimestamp", "deletionTimestamp"];

    private static readonly string[] SliceParts = ["addressType", "endpoints", "ports"];
    private static readonly string[] OtherParts = ["spec"];

    /// <summary>Makes the view.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="item">The object, whatever it looks like.</param>
    /// <returns>A new object.</returns>
    public static JsonObject Of(GatewayKind kind, JsonObject item)
    {
        var view = Parts(item, kind switch
        {
            GatewayKind.Pods => [],
            GatewayKind.EndpointSlices => SliceParts,
            _ => OtherParts,
        });
        view["metadata"] = Parts(item["metadata"] as JsonObject ?? [], Metadata);
        if (kind == GatewayKind.Pods)
        {
            view["status"] = new JsonObject { ["conditions"] = Readiness(item) };
        }

        return view;
    }

    private static JsonObject Parts(JsonObject from, string[] names) => new(
        from.Where(part => names.Contains(part.Key, StringComparer.Ordinal))
            .Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone())));

    private static JsonArray Readiness(JsonObject pod) => new([.. pod["status"].Objects("conditions")
        .Where(condition => condition.Text("type") is "Ready")
        .Select(condition => new JsonObject { ["type"] = "Ready", ["status"] = condition.Text("status") })]);
}
