using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>Writes the rows that kubectl prints: the server decides the columns.</summary>
/// <param name="kind">The kind of the objects.</param>
/// <param name="version">The version they are shown in.</param>
/// <param name="now">The time that ages are counted to.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables"/>
internal sealed class TableWriter(ResourceKind kind, string version, DateTimeOffset now)
{
    private readonly IReadOnlyList<TableColumn> _columns = ColumnsOf(kind, version);

    /// <summary>Writes the headings.</summary>
    /// <returns>The <c>columnDefinitions</c>.</returns>
    public JsonArray Definitions() => [.. _columns.Select(column => column.Write())];

    /// <summary>Writes one row, without its object.</summary>
    /// <param name="item">The stored object.</param>
    /// <returns>The row.</returns>
    public JsonObject Row(JsonObject item) =>
        new() { ["cells"] = new JsonArray([.. _columns.Select(column => column.Cell(item, now))]) };

    private static IReadOnlyList<TableColumn> ColumnsOf(ResourceKind kind, string version) =>
        kind.Custom is { } custom
            ? CustomColumns.Of(custom.Versions.GetValueOrDefault(version)?.Columns ?? [])
            : kind.Plural switch
        {
            "pods" => PodColumns.All,
            "deployments" => WorkloadColumns.Deployments,
            "replicasets" => WorkloadColumns.ReplicaSets,
            "horizontalpodautoscalers" => WorkloadColumns.Autoscalers,
            "services" => NetworkColumns.Services,
            "endpoints" => NetworkColumns.Endpoints,
            "endpointslices" => NetworkColumns.EndpointSlices,
            "configmaps" => ClusterColumns.ConfigMaps,
            "secrets" => ClusterColumns.Secrets,
            "namespaces" => ClusterColumns.Namespaces,
            "nodes" => ClusterColumns.Nodes,
            "events" => ClusterColumns.Events,
            "serviceaccounts" => ClusterColumns.ServiceAccounts,
            "leases" => ClusterColumns.Leases,
            "roles" or "clusterroles" => AccessColumns.Roles,
            "rolebindings" or "clusterrolebindings" => AccessColumns.Bindings,
            "customresourcedefinitions" => ClusterColumns.Definitions,
            _ => ClusterColumns.Plain,
        };
}
