using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The tables of all other built-in kinds.</summary>
internal static class ClusterColumns
{
    /// <summary>Gets the columns of kinds without a table of their own.</summary>
    public static IReadOnlyList<TableColumn> Plain { get; } = [Columns.Name, Columns.Age];

    /// <summary>Gets the columns of config maps.</summary>
    public static IReadOnlyList<TableColumn> ConfigMaps { get; } =
    [
        Columns.Name,
        Columns.Number("Data", item => item.Map("data").Count + item.Map("binaryData").Count),
        Columns.Age,
    ];

    /// <summary>Gets the columns of secrets.</summary>
    public static IReadOnlyList<TableColumn> Secrets { get; } =
    [
        Columns.Name,
        Columns.Text("Type", item => item.Text("type")),
        Columns.Number("Data", item => item.Map("data").Count),
        Columns.Age,
    ];

    /// <summary>Gets the columns of namespaces.</summary>
    public static IReadOnlyList<TableColumn> Namespaces { get; } =
        [Columns.Name, Columns.Text("Status", item => item.Text("status", "phase")), Columns.Age];

    /// <summary>Gets the columns of service accounts.</summary>
    public static IReadOnlyList<TableColumn> ServiceAccounts { get; } =
        [Columns.Name, Columns.Number("Secrets", item => item.Objects("secrets").Count()), Columns.Age];

    /// <summary>Gets the columns of leases.</summary>
    public static IReadOnlyList<TableColumn> Leases { get; } =
        [Columns.Name, Columns.Text("Holder", item => item.Text("spec", "holderIdentity")), Columns.Age];

    /// <summary>Gets the columns of definitions.</summary>
    public static IReadOnlyList<TableColumn> Definitions { get; } =
        [Columns.Name, Columns.Text("Created At", item => item.Text("metadata", "creationTimestamp"))];

    /// <summary>Gets the columns of nodes.</summary>
    public static IReadOnlyList<TableColumn> Nodes { get; } =
    [
        Columns.Name,
        Columns.Text("Status", NodeStatus),
        Columns.Text("Roles", Roles),
        Columns.Age,
        Columns.Text("Version", item => item.Text("status", "nodeInfo", "kubeletVersion")),
        Columns.Wide("Internal-IP", item => Address(item, "InternalIP")),
        Columns.Wide("External-IP", item => Address(item, "ExternalIP")),
        Columns.Wide("OS-Image", item => item.Text("status", "nodeInfo", "osImage") ?? "<unknown>"),
        Columns.Wide("Kernel-Version", item => item.Text("status", "nodeInfo", "kernelVersion") ?? "<unknown>"),
        Columns.Wide(
            "Container-Runtime", item => item.Text("status", "nodeInfo", "containerRuntimeVersion") ?? "<unknown>"),
    ];

    /// <summary>Gets the columns of events.</summary>
    public static IReadOnlyList<TableColumn> Events { get; } =
    [
        new("Last Seen", (item, now) => Columns.AgeOf(LastSeen(item), now)),
        Columns.Text("Type", item => item.Text("type")),
        Columns.Text("Reason", item => item.Text("reason")),
        Columns.Text("Object", Subject),
        Columns.Wide("Subobject", item => item.Text("involvedObject", "fieldPath") ?? string.Empty),
        Columns.Wide("Source", item => item.Text("source", "component") ?? item.Text("reportingComponent") ?? ""),
        Columns.Text("Message", item => item.Text("message")?.Trim()),
        new("First Seen", (item, now) => Columns.AgeOf(item.Text("firstTimestamp") ?? LastSeen(item), now))
        {
            Priority = 1,
        },
        Columns.Number("Count", item => item.Number("count") ?? 1) with { Priority = 1 },
        Columns.Wide("Name", item => item.Text("metadata", "name")),
    ];

    private static string? LastSeen(JsonObject item) =>
        item.Text("series", "lastObservedTime") ?? item.Text("lastTimestamp") ?? item.Text("eventTime")
        ?? item.Text("metadata", "creationTimestamp");

    private static string Subject(JsonObject item) =>
        $"{item.Text("involvedObject", "kind")?.ToLowerInvariant()}/{item.Text("involvedObject", "name")}";

    private static string Address(JsonObject node, string type) => node.Objects("status", "addresses")
        .FirstOrDefault(address => string.Equals(address.Text("type"), type, StringComparison.Ordinal))
        .Text("address") ?? "<none>";

    private static string NodeStatus(JsonObject node)
    {
        var ready = node.Objects("status", "conditions").FirstOrDefault(condition => condition.Text("type") is "Ready");
        var status = ready.Text("status") switch { "True" => "Ready", null => "Unknown", _ => "NotReady" };
        return node.IsTrue("spec", "unschedulable") ? $"{status},SchedulingDisabled" : status;
    }

    private static string Roles(JsonObject node)
    {
        const string Prefix = "node-role.kubernetes.io/";
        return Columns.Joined(node.Map("metadata", "labels").Keys
            .Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(key => key[Prefix.Length..]));
    }
}
