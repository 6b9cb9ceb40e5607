using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>All roles and bindings at one time, ordered by whom they are for.</summary>
internal sealed class RoleCatalog
{
    /// <summary>The API group of roles and bindings.</summary>
    public const string Group = "rbac.authorization.k8s.io";

    private readonly Dictionary<(string Subject, string Namespace), List<Grant>> _grants = [];
    private readonly Dictionary<(string Namespace, string Name), IReadOnlyList<PolicyRule>> _roles = [];

    private RoleCatalog(long version) => Version = version;

    /// <summary>Gets the resource version of the last change of a role or binding that is in it.</summary>
    public long Version { get; }

    /// <summary>Reads roles and bindings.</summary>
    /// <param name="store">Holds them.</param>
    /// <param name="version">The resource version of their last change, read before.</param>
    /// <returns>The catalog.</returns>
    public static RoleCatalog Read(ObjectStore store, long version)
    {
        var catalog = new RoleCatalog(version);
        foreach (var role in All(store, "clusterroles").Concat(All(store, "roles")))
        {
            catalog._roles[(NamespaceOf(role), NameOf(role))] = PolicyRule.ReadAll(role);
        }

        foreach (var binding in All(store, "clusterrolebindings").Concat(All(store, "rolebindings")))
        {
            catalog.Add(binding);
        }

        return catalog;
    }

    /// <summary>Finds the rules of a role.</summary>
    /// <param name="namespaceName">Its namespace; empty for a ClusterRole.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The rules, or null when there is no such role.</returns>
    public IReadOnlyList<PolicyRule>? FindRole(string namespaceName, string name) =>
        _roles.GetValueOrDefault((namespaceName, name));

    /// <summary>Finds what a user has been given.</summary>
    /// <param name="user">The user.</param>
    /// <param name="namespaceName">In which namespace; empty for the whole cluster only.</param>
    /// <returns>The grants, those for the whole cluster first.</returns>
    public IEnumerable<Grant> GrantsOf(UserInfo user, string namespaceName)
    {
        IEnumerable<string> subjects = [UserKey(user.Name), .. user.Groups.Select(GroupKey)];
        IEnumerable<string> places = namespaceName.Length == 0 ? [string.Empty] : [string.Empty, namespaceName];
        return
            from place in places
            from subject in subjects
            from grant in _grants.GetValueOrDefault((subject, place), [])
            select grant;
    }

    private static string UserKey(string name) => $"user {name}";

    private static string GroupKey(string name) => $"group {name}";

    private static string NameOf(JsonObject value) => value.Text("metadata", "name") ?? string.Empty;

    private static string NamespaceOf(JsonObject value) => value.Text("metadata", "namespace") ?? string.Empty;

    private static IReadOnlyList<JsonObject> All(ObjectStore store, string plural) =>
        store.List(Group, plural, namespaceName: null).Items;

    private static string? KeyOf(JsonObject subject, string bindingNamespace) =>
        (subject.Text("kind"), subject.Text("name")) switch
        {
            ("User", { Length: > 0 } name) => UserKey(name),
            ("Group", { Length: > 0 } name) => GroupKey(name),
            ("ServiceAccount", { Length: > 0 } name) =>
                UserKey(KnownNames.ServiceAccount(subject.Text("namespace") ?? bindingNamespace, name)),
            _ => null,
        };

    private void Add(JsonObject binding)
    {
        var place = NamespaceOf(binding);
        var reference = binding.At("roleRef");
        var isCluster = reference.Text("kind") is "ClusterRole";
        var name = reference.Text("name") ?? string.Empty;
        var rules = FindRole(isCluster ? string.Empty : place, name);
        var error = rules is null
            ? $"{(isCluster ? "clusterrole" : "role")}.{Group} \"{name}\" not found"
            : null;
        var which = place.Length == 0
            ? $"ClusterRoleBinding \"{NameOf(binding)}\""
            : $"RoleBinding \"{NameOf(binding)}/{place}\"";
        var source = $"{which} of {reference.Text("kind")} \"{name}\"";
        foreach (var subject in binding.Objects("subjects"))
        {
            if (KeyOf(subject, place) is { } key)
            {
                Give((key, place), new Grant($"{source} to {Describe(subject)}", rules ?? [], error));
            }
        }
    }

    private static string Describe(JsonObject subject) => subject.Text("kind") is "ServiceAccount"
        ? $"ServiceAccount \"{subject.Text("name")}/{subject.Text("namespace")}\""
        : $"{subject.Text("kind")} \"{subject.Text("name")}\"";

    private void Give((string Subject, string Namespace) place, Grant grant)
    {
        if (!_grants.TryGetValue(place, out var grants))
        {
            _grants[place] = grants = [];
        }

        grants.Add(grant);
    }
}
