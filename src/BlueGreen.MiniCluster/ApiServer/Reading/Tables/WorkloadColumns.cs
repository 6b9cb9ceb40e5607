using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The tables of deployments, replica sets and autoscalers.</summary>
internal static class WorkloadColumns
{
    private static readonly TableColumn[] Template =
    [
        Columns.Wide("Containers", item => Columns.Joined(Containers(item).Select(c => c.Text("name")))),
        Columns.Wide("Images", item => Columns.Joined(Containers(item).Select(c => c.Text("image")))),
        Columns.Wide("Selector", item => Columns.Labels(item.Map("spec", "selector", "matchLabels"))),
    ];

    /// <summary>Gets the columns of deployments.</summary>
    public static IReadOnlyList<TableColumn> Deployments { get; } =
    [
        Columns.Name,
        Columns.Text(
            "Ready", item => $"{item.Number("status", "readyReplicas") ?? 0}/{item.Number("spec", "replicas") ?? 0}"),
        Columns.Number("Up-to-date", item => item.Number("status", "updatedReplicas")),
        Columns.Number("Available", item => item.Number("status", "availableReplicas")),
        Columns.Age,
        .. Template,
    ];

    /// <summary>Gets the columns of replica sets.</summary>
    public static IReadOnlyList<TableColumn> ReplicaSets { get; } =
    [
        Columns.Name,
        Columns.Number("Desired", item => item.Number("spec", "replicas")),
        Columns.Number("Current", item => item.Number("status", "replicas")),
        Columns.Number("Ready", item => item.Number("status", "readyReplicas")),
        Columns.Age,
        .. Template,
    ];

    /// <summary>Gets the columns of autoscalers.</summary>
    public static IReadOnlyList<TableColumn> Autoscalers { get; } =
    [
        Columns.Name,
        Columns.Text(
            "Reference",
            item => $"{item.Text("spec", "scaleTargetRef", "kind")}/{item.Text("spec", "scaleTargetRef", "name")}"),
        Columns.Text("Targets", _ => "<unknown>"),
        Columns.Number("MinPods", item => item.Number("spec", "minReplicas")),
        Columns.Number("MaxPods", item => item.Number("spec", "maxReplicas")),
        Columns.Number("Replicas", item => item.Number("status", "currentReplicas")),
        Columns.Age,
    ];

    private static IEnumerable<JsonObject> Containers(JsonObject item) =>
        item.Objects("spec", "template", "spec", "containers");
}
