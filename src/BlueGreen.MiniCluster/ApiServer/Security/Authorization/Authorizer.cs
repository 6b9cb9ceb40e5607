using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Decides by roles and bindings who may do what.</summary>
/// <remarks>They are read anew when one of them has changed, not for each request.</remarks>
/// <param name="store">Holds roles and bindings.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/"/>
internal sealed class Authorizer(ObjectStore store)
{
    private volatile RoleCatalog? _catalog;

    /// <summary>Gets the roles as they are now.</summary>
    public RoleCatalog Roles
    {
        get
        {
            var version = store.VersionOf(RoleCatalog.Group);
            var catalog = _catalog;
            return catalog is not null && catalog.Version == version
                ? catalog
                : _catalog = RoleCatalog.Read(store, version);
        }
    }

    /// <summary>Decides on a request.</summary>
    /// <param name="request">What somebody wants to do.</param>
    /// <returns>The decision.</returns>
    public Decision Decide(RequestAttributes request)
    {
        if (request.User.IsMaster)
        {
            return new Decision(true, string.Empty);
        }

        List<string> errors = [];
        foreach (var grant in Roles.GrantsOf(request.User, request.Namespace))
        {
            if (grant.Rules.Any(rule => rule.Allows(request)))
            {
                return new Decision(true, $"RBAC: allowed by {grant.Source}");
            }

            if (grant.Error is not null && !errors.Contains(grant.Error, StringComparer.Ordinal))
            {
                errors.Add(grant.Error);
            }
        }

        return new Decision(false, errors.Count switch
        {
            0 => string.Empty,
            1 => $"RBAC: {errors[0]}",
            _ => $"RBAC: [{string.Join(", ", errors)}]",
        });
    }

    /// <summary>Lists what a user may do.</summary>
    /// <param name="user">The user.</param>
    /// <param name="namespaceName">Where; empty for the whole cluster.</param>
    /// <returns>The rules of all roles that the user has.</returns>
    public IReadOnlyList<PolicyRule> RulesOf(UserInfo user, string namespaceName) =>
        [.. Roles.GrantsOf(user, namespaceName).SelectMany(grant => grant.Rules)];
}
