using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Keeps callers from giving away, by a role or a binding, what they do not have themselves.</summary>
/// <remarks>Who has the verb <c>escalate</c> on roles, or <c>bind</c> on the role that is bound, may.</remarks>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/"/>
internal static class EscalationCheck
{
    private static readonly PolicyRule[] Everything =
        [new(["*"]) { Groups = ["*"], Resources = ["*"] }, new(["*"]) { Paths = ["*"] }];

    /// <summary>Checks an object that is about to be stored.</summary>
    /// <param name="call">The request.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <exception cref="ApiException">It gives more than the caller has: 403.</exception>
    public static void Require(ApiCall call, JsonObject? live, JsonObject next)
    {
        if (!string.Equals(call.Kind.Group, RoleCatalog.Group, StringComparison.Ordinal))
        {
            return;
        }

        var caller = Caller.Of(call.Http);
        if (caller.User.IsMaster || (live is not null && JsonNode.DeepEquals(Meaning(live), Meaning(next))))
        {
            return;
        }

        if (call.Kind.Plural is "roles" or "clusterroles")
        {
            RequireRole(call, caller, live, next);
        }
        else
        {
            RequireBinding(call, caller, next);
        }
    }

    // All but what the garbage collector writes. Labels count, too: others collect the rules of a role by them.
    private static JsonObject Meaning(JsonObject value)
    {
        var meaning = value.Copy();
        foreach (var name in (string[])["finalizers", "managedFields", "ownerReferences", "resourceVersion"])
        {
            meaning.Child("metadata").Remove(name);
        }

        return meaning;
    }

    private static void RequireRole(ApiCall call, Caller caller, JsonObject? live, JsonObject next)
    {
        var name = next.Text("metadata", "name") ?? string.Empty;
        var escalate = new RequestAttributes(caller.User, "escalate")
        {
            Namespace = call.Namespace ?? string.Empty,
            Group = RoleCatalog.Group,
            Resource = call.Kind.Plural,
            Name = name,
        };
        if (caller.Authorizer.Decide(escalate).IsAllowed)
        {
            return;
        }

        // What it will aggregate nobody knows yet; nor what it has aggregated and would keep.
        var isAggregated = next["aggregationRule"] is not null || live.At("aggregationRule") is not null;
        RequireOwned(call, caller, isAggregated ? Everything : PolicyRule.ReadAll(next), name);
    }

    private static void RequireBinding(ApiCall call, Caller caller, JsonObject next)
    {
        var name = next.Text("metadata", "name") ?? string.Empty;
        var isCluster = next.Text("roleRef", "kind") is "ClusterRole";
        var role = next.Text("roleRef", "name") ?? string.Empty;
        var place = call.Namespace ?? string.Empty;
        var plural = isCluster ? "clusterroles" : "roles";
        var bind = new RequestAttributes(caller.User, "bind")
        {
            Namespace = place,
            Group = RoleCatalog.Group,
            Resource = plural,
            Name = role,
        };
        if (caller.Authorizer.Decide(bind).IsAllowed)
        {
            return;
        }

        var given = caller.Authorizer.Roles.FindRole(isCluster ? string.Empty : place, role)
            ?? throw ApiErrors.NotFound(new ResourceKind(RoleCatalog.Group, plural, string.Empty), role);
        RequireOwned(call, caller, given, name);
    }

    private static void RequireOwned(ApiCall call, Caller caller, IEnumerable<PolicyRule> given, string name)
    {
        var owned = caller.Authorizer.RulesOf(caller.User, call.Namespace ?? string.Empty);
        var missing = RuleCoverage.FindMissing(owned, given);
        if (missing.Count > 0)
        {
            var groups = string.Join(' ', caller.User.Groups.Select(group => $"\"{group}\""));
            throw ApiErrors.Forbidden(
                call.Kind,
                name,
                $"user \"{caller.User.Name}\" (groups=[{groups}]) is attempting to grant RBAC permissions " +
                $"not currently held:\n{string.Join('\n', missing)}");
        }
    }
}
