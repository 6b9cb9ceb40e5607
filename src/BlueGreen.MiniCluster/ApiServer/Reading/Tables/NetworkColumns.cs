using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The tables of services and what stands behind them.</summary>
internal static class NetworkColumns
{
    private const int Shown = 3;

    /// <summary>Gets the columns of services.</summary>
    public static IReadOnlyList<TableColumn> Services { get; } =
    [
        Columns.Name,
        Columns.Text("Type", item => item.Text("spec", "type")),
        Columns.Text("Cluster-IP", item => item.Text("spec", "clusterIP") ?? "<none>"),
        Columns.Text("External-IP", External),
        Columns.Text("Port(s)", Ports),
        Columns.Age,
        Columns.Wide("Selector", item => Columns.Labels(item.Map("spec", "selector"))),
    ];

    /// <summary>Gets the columns of endpoints.</summary>
    public static IReadOnlyList<TableColumn> Endpoints { get; } =
    [
        Columns.Name, Columns.Text("Endpoints", item => Some([.. Addresses(item)])), Columns.Age,
    ];

    /// <summary>Gets the columns of endpoint slices.</summary>
    public static IReadOnlyList<TableColumn> EndpointSlices { get; } =
    [
        Columns.Name,
        Columns.Text("AddressType", item => item.Text("addressType")),
        Columns.Text("Ports", item => SlicePorts(item) is { Length: > 0 } ports ? ports : "<unset>"),
        Columns.Text("Endpoints", item => SliceAddresses(item) is { Count: > 0 } found ? Some(found) : "<unset>"),
        Columns.Age,
    ];

    private static string SlicePorts(JsonObject item) =>
        string.Join(',', item.Objects("ports").Select(port => $"{port.Number("port")}"));

    private static List<string> SliceAddresses(JsonObject item) =>
        [.. item.Objects("endpoints").SelectMany(endpoint => endpoint.Texts("addresses"))];

    private static string Some(List<string> all) => all.Count switch
    {
        0 => "<none>",
        <= Shown => string.Join(',', all),
        _ => $"{string.Join(',', all.Take(Shown))} + {all.Count - Shown} more...",
    };

    private static IEnumerable<string> Addresses(JsonObject item) =>
        from subset in item.Objects("subsets")
        from port in subset.Objects("ports")
        from address in subset.Objects("addresses")
        select $"{address.Text("ip")}:{port.Number("port")}";

    private static string External(JsonObject item)
    {
        var ingress = item.Objects("status", "loadBalancer", "ingress").Select(i => i.Text("ip") ?? i.Text("hostname"));
        var external = item.Texts("spec", "externalIPs");
        return item.Text("spec", "type") switch
        {
            "LoadBalancer" => ingress.Concat(external).Any() ? Columns.Joined(ingress.Concat(external)) : "<pending>",
            "ExternalName" => item.Text("spec", "externalName") ?? "<none>",
            _ => Columns.Joined(external),
        };
    }

    private static string Ports(JsonObject item) => Columns.Joined(item.Objects("spec", "ports").Select(port =>
        port.Number("nodePort") is { } node
            ? $"{port.Number("port")}:{node}/{port.Text("protocol")}"
            : $"{port.Number("port")}/{port.Text("protocol")}"));
}
