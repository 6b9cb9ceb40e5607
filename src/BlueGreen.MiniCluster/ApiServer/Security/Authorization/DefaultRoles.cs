using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>The ClusterRoles and ClusterRoleBindings that every cluster has from the start.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings"/>
internal static class DefaultRoles
{
    private const string ApiVersion = $"{RoleCatalog.Group}/v1";
    private const string AggregateTo = $"{RoleCatalog.Group}/aggregate-to-";

    /// <summary>Makes the roles.</summary>
    /// <returns>ClusterRoles.</returns>
    public static IEnumerable<JsonObject> Roles() =>
    [
        Role("cluster-admin", [
            new PolicyRule(["*"]) { Groups = ["*"], Resources = ["*"] },
            new PolicyRule(["*"]) { Paths = ["*"] },
        ]),
        Aggregate(Role("admin", [.. Admin(), .. Edit(), .. View()]), "admin"),
        Aggregated(Aggregate(Role("edit", [.. Edit(), .. View()]), "edit"), "admin"),
        Aggregated(Aggregate(Role("view", View()), "view"), "edit"),
        Aggregated(Role("system:aggregate-to-admin", Admin()), "admin"),
        Aggregated(Role("system:aggregate-to-edit", Edit()), "edit"),
        Aggregated(Role("system:aggregate-to-view", View()), "view"),
        Role("system:basic-user", DefaultRules.Read(DefaultRules.BasicUser)),
        Role("system:discovery", [new PolicyRule(["get"]) { Paths = DefaultRules.DiscoveryPaths }]),
        Role("system:public-info-viewer", [new PolicyRule(["get"]) { Paths = DefaultRules.PublicPaths }]),
    ];

    /// <summary>Makes the bindings.</summary>
    /// <returns>ClusterRoleBindings, each named as its role.</returns>
    public static IEnumerable<JsonObject> Bindings() =>
    [
        Binding("cluster-admin", KnownNames.Masters),
        Binding("system:basic-user", KnownNames.Authenticated),
        Binding("system:discovery", KnownNames.Authenticated),
        Binding("system:public-info-viewer", KnownNames.Authenticated, KnownNames.Unauthenticated),
    ];

    private static IReadOnlyList<PolicyRule> Admin() => DefaultRules.Read(DefaultRules.Admin);

    private static IReadOnlyList<PolicyRule> Edit() => DefaultRules.Read(DefaultRules.Edit);

    private static IReadOnlyList<PolicyRule> View() => DefaultRules.Read(DefaultRules.View);

    private static JsonObject Role(string name, IReadOnlyList<PolicyRule> rules) => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = "ClusterRole",
        ["metadata"] = Metadata(name),
        ["rules"] = new JsonArray([.. rules.Select(rule => rule.ToJson())]),
    };

    private static JsonObject Aggregate(JsonObject role, string name)
    {
        role["aggregationRule"] = new JsonObject
        {
            ["clusterRoleSelectors"] = new JsonArray(
                new JsonObject { ["matchLabels"] = new JsonObject { [AggregateTo + name] = "true" } }),
        };
        return role;
    }

    private static JsonObject Aggregated(JsonObject role, string into)
    {
        role["metadata"]!["labels"]![AggregateTo + into] = "true";
        return role;
    }

    private static JsonObject Binding(string role, params string[] groups) => new()
    {
        ["apiVersion"] = ApiVersion,
        ["kind"] = "ClusterRoleBinding",
        ["metadata"] = Metadata(role),
        ["roleRef"] = new JsonObject
        {
            ["apiGroup"] = RoleCatalog.Group,
            ["kind"] = "ClusterRole",
            ["name"] = role,
        },
        ["subjects"] = new JsonArray([.. groups.Select(group => new JsonObject
        {
            ["apiGroup"] = RoleCatalog.Group,
            ["kind"] = "Group",
            ["name"] = group,
        })]),
    };

    private static JsonObject Metadata(string name) => new()
    {
        ["name"] = name,
        ["labels"] = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" },
        ["annotations"] = new JsonObject { ["rbac.authorization.kubernetes.io/autoupdate"] = "true" },
    };
}
