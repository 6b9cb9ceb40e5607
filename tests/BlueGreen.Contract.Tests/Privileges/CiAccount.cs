using System.Text.Json.Nodes;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>An app whose pipeline signs in as the account of <c>docs/rbac.yaml</c>, set up as the page says.</summary>
internal sealed class CiAccount : IAsyncDisposable
{
    private const string Account = "bluegreen-ci";

    private static readonly ResourceType Roles =
        new("rbac.authorization.k8s.io", "v1", "Role", "roles", IsNamespaced: true);

    private readonly PrivilegeCluster _cluster;
    private readonly ContractApp _app;
    private readonly IReadOnlyList<Permission> _permissions;

    private CiAccount(PrivilegeCluster cluster, ContractApp app)
    {
        (_cluster, _app) = (cluster, app);
        _permissions =
        [
            .. Documents.Permissions.Select(permission => permission with
            {
                Name = permission.Name?.Replace("my-app", "shop", StringComparison.Ordinal),
            }),
        ];
    }

    /// <summary>Gets the app.</summary>
    public ContractApp App => _app;

    /// <summary>Gets the kubeconfig that the page's commands made.</summary>
    public string Kubeconfig => Path.Combine(_app.Folder, "ci.kubeconfig");

    /// <summary>Gets all decisions on this account until now.</summary>
    public IReadOnlyList<AccessDecision> Decisions =>
    [
        .. _cluster.Decisions.Where(decision => string.Equals(
            decision.User, $"system:serviceaccount:{_app.Name}:{Account}", StringComparison.Ordinal)),
    ];

    /// <summary>Makes the app, and the account with all its permissions.</summary>
    /// <param name="cluster">Where.</param>
    public static async Task<CiAccount> OpenAsync(PrivilegeCluster cluster)
    {
        var app = await cluster.Access.OpenAppAsync();
        app.Write("rbac.yaml", Documents.RulesFor(app.Name, "shop"));
        var shell = new Shell(app.Folder, cluster.Access.Kubeconfig);
        await shell.RunAsync("kubectl apply -f rbac.yaml");
        await shell.RunAsync(Documents.KubeconfigScript(app.Name));
        var account = new CiAccount(cluster, app);
        app.Environment["KUBECONFIG"] = account.Kubeconfig;
        return account;
    }

    /// <summary>Takes one permission away, or gives all.</summary>
    /// <param name="without">What is taken away, or null.</param>
    public async Task GrantAsync(Permission? without = null)
    {
        using var admin = ClusterAccess.Connect(_cluster.Access.Kubeconfig, _app.Name);
        var role = await admin.GetAsync(new ResourceRef(Roles, _app.Name, Account));
        var rules = _permissions.Where(permission => without is null || permission with { Name = null } != without)
            .Select(permission => permission.ToRule());
        role["rules"] = new JsonArray([.. rules]);
        await admin.ReplaceAsync(role);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
