using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The tables of roles and bindings.</summary>
internal static class AccessColumns
{
    /// <summary>Gets the columns of roles.</summary>
    public static IReadOnlyList<TableColumn> Roles { get; } =
        [Columns.Name, Columns.Text("Created At", item => item.Text("metadata", "creationTimestamp"))];

    /// <summary>Gets the columns of bindings.</summary>
    public static IReadOnlyList<TableColumn> Bindings { get; } =
    [
        Columns.Name,
        Columns.Text("Role", item => $"{item.Text("roleRef", "kind")}/{item.Text("roleRef", "name")}"),
        Columns.Age,
        Columns.Wide("Users", item => Named(item, "User")),
        Columns.Wide("Groups", item => Named(item, "Group")),
        Columns.Wide("ServiceAccounts", Accounts),
    ];

    private static string Named(JsonObject binding, string kind) =>
        string.Join(", ", Subjects(binding, kind).Select(subject => subject.Text("name")));

    private static string Accounts(JsonObject binding) => string.Join(
        ", ",
        Subjects(binding, "ServiceAccount").Select(subject => $"{subject.Text("namespace")}/{subject.Text("name")}"));

    private static IEnumerable<JsonObject> Subjects(JsonObject binding, string kind) =>
        binding.Objects("subjects").Where(one => string.Equals(one.Text("kind"), kind, StringComparison.Ordinal));
}
