using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Istio;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer;

/// <summary>
/// Puts into an empty store what every cluster has: namespaces, service accounts, Istio's definitions.
/// </summary>
internal static class Bootstrap
{
    private static readonly string[] Namespaces = ["default", "kube-system", "istio-system"];

    private static readonly ResourceKind ClusterRoles =
        BuiltInKinds.List.Single(kind => kind.Is(RoleCatalog.Group, "clusterroles"));

    private static readonly ResourceKind ClusterRoleBindings =
        BuiltInKinds.List.Single(kind => kind.Is(RoleCatalog.Group, "clusterrolebindings"));

    /// <summary>Adds what is missing; what is there stays as it is.</summary>
    /// <param name="store">The store to fill.</param>
    public static void Fill(ObjectStore store)
    {
        foreach (var name in Namespaces)
        {
            Add(store, KindCatalog.Core("namespaces"), null, New("v1", "Namespace", name));
            Add(store, KindCatalog.Core("serviceaccounts"), name, New("v1", "ServiceAccount", "default"));
        }

        foreach (var role in DefaultRoles.Roles())
        {
            Add(store, ClusterRoles, null, role);
        }

        foreach (var binding in DefaultRoles.Bindings())
        {
            Add(store, ClusterRoleBindings, null, binding);
        }

        foreach (var definition in IstioDefinitions.All())
        {
            Add(store, KindCatalog.Definitions, null, definition);
        }
    }

    private static void Add(ObjectStore store, ResourceKind kind, string? namespaceName, JsonObject value)
    {
        if (namespaceName is not null)
        {
            value.Child("metadata")["namespace"] = namespaceName;
        }

        var key = kind.KeyOf(namespaceName, value.Text("metadata", "name")!);
        if (store.Find(key) is null)
        {
            KindDefaults.Apply(kind, value);
            store.Create(key, value);
        }
    }

    private static JsonObject New(string apiVersion, string kind, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };
}
