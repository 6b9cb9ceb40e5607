using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Access;

/// <summary>Fills ClusterRoles that say from which others their rules come.</summary>
/// <param name="store">The cluster.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles"/>
internal sealed class RoleAggregationController(ObjectStore store) : IController
{
    private static readonly ObjectKey Everything = new(string.Empty, "aggregation", string.Empty, "all");

    /// <inheritdoc/>
    public string Name => "clusterrole-aggregation-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } = [new(ResourceTypes.ClusterRoles, _ => [Everything])];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        var type = ResourceTypes.ClusterRoles;
        var roles = store.List(type.Group, type.Plural, namespaceName: null).Items;
        foreach (var role in roles.Where(role => role["aggregationRule"] is JsonObject))
        {
            var rules = RulesFor(role, roles);
            if (!JsonNode.DeepEquals(role["rules"], rules))
            {
                store.Change(role.KeyAs(type), role.Uid(), current => current["rules"] = rules.DeepClone());
            }
        }

        return null;
    }

    // In the order of the selectors, then of the names; a rule that two roles have stands there once.
    private static JsonArray RulesFor(JsonObject role, IReadOnlyList<JsonObject> roles)
    {
        List<JsonObject> rules = [];
        foreach (var selector in role.Items("aggregationRule", "clusterRoleSelectors"))
        {
            var chosen = roles
                .Where(other => !ReferenceEquals(other, role))
                .Where(other => selector.Count == 0 || LabelSelector.Matches(selector, other.Labels()))
                .SelectMany(other => other.Items("rules"));
            foreach (var rule in chosen.Where(rule => !rules.Exists(known => JsonNode.DeepEquals(known, rule))))
            {
                rules.Add(rule);
            }
        }

        return new JsonArray([.. rules.Select(rule => rule.DeepClone())]);
    }
}
