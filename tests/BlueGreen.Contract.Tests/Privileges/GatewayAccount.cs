using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Kubernetes;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>An account in an app's namespace that may do what <c>docs/gateway.md</c> gives to the gateway.</summary>
/// <param name="cluster">Where.</param>
/// <param name="app">The app.</param>
internal sealed class GatewayAccount(PrivilegeCluster cluster, ContractApp app)
{
    private const string Account = "bluegreen-gateway";

    /// <summary>Gets its kubeconfig.</summary>
    public string Kubeconfig => Path.Combine(app.Folder, "ci.kubeconfig");

    /// <summary>Gets all decisions on it until now that are about resources.</summary>
    public IReadOnlyList<AccessDecision> Decisions =>
    [
        .. cluster.Decisions.Where(decision => decision.Resource.Length > 0 && string.Equals(
            decision.User, $"system:serviceaccount:{app.Name}:{Account}", StringComparison.Ordinal)),
    ];

    /// <summary>Makes it.</summary>
    /// <param name="permissions">What it may do.</param>
    public async Task MakeAsync(IEnumerable<Permission> permissions)
    {
        var role = new JsonObject
        {
            ["apiVersion"] = "rbac.authorization.k8s.io/v1",
            ["kind"] = "Role",
            ["metadata"] = new JsonObject { ["name"] = Account, ["namespace"] = app.Name },
            ["rules"] = new JsonArray([.. permissions.Select(permission => permission.ToRule())]),
        };
        app.Write("role.json", role.ToJsonString());
        await new Shell(app.Folder, cluster.Access.Kubeconfig).RunAsync($"""
            kubectl -n {app.Name} create serviceaccount {Account}
            kubectl apply -f role.json
            kubectl -n {app.Name} create rolebinding {Account} --role={Account} --serviceaccount={app.Name}:{Account}
            {Documents.KubeconfigScript(app.Name).Replace("bluegreen-ci", Account, StringComparison.Ordinal)}
            """);
    }

    /// <summary>Connects as the account.</summary>
    public KubeClient Connect() => ClusterAccess.Connect(Kubeconfig, app.Name);
}
