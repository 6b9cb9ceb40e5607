using BlueGreen.Frosting.Local.Gateway;
using BlueGreen.Kubernetes;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Somebody's cluster: known by its kubeconfig alone, and left as it was.</summary>
internal sealed class AnyClusterHost : IClusterHost
{
    /// <summary>Names the kubeconfig.</summary>
    public const string KubeconfigVariable = "BLUEGREEN_TEST_KUBECONFIG";

    /// <summary>Names the image.</summary>
    public const string ImageVariable = "BLUEGREEN_TEST_IMAGE";

    /// <summary>Names the address of a gateway that the cluster has; without it, ours is started.</summary>
    public const string GatewayVariable = "BLUEGREEN_TEST_GATEWAY";

    private readonly KubeClient _client;
    private readonly TestNamespaces _namespaces;
    private readonly IstioDefinitions _definitions;
    private ClusterGateway? _gateway;
    private ClusterAccess? _access;

    private AnyClusterHost(string kubeconfig)
    {
        _client = ClusterAccess.Connect(kubeconfig, "default");
        _namespaces = new TestNamespaces(_client);
        _definitions = new IstioDefinitions(_client, _namespaces);
    }

    public ClusterAccess Access => _access!;

    /// <summary>Prepares it: what an interrupted run left is removed, Istio's kinds are there, a gateway
    /// runs.</summary>
    /// <param name="kubeconfig">Its kubeconfig.</param>
    public static async Task<AnyClusterHost> StartAsync(string kubeconfig)
    {
        var image = Variable(ImageVariable) ?? throw new InvalidOperationException(
            $"{KubeconfigVariable} is set, so {ImageVariable} must be too: docs/contract-tests.md says what it does.");
        var path = Path.GetFullPath(kubeconfig);
        var host = new AnyClusterHost(path);
        try
        {
            await host._namespaces.RemoveForgottenAsync(TimeProvider.System.GetUtcNow());
            await host._definitions.InstallAsync();
            var gateway = Variable(GatewayVariable) is { } given ? new Uri(given) : await host.StartGatewayAsync();
            host._access = new ClusterAccess(path, image, gateway, host._namespaces, BuiltIn: null);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _namespaces.RemoveOwnAsync();
            if (_gateway is not null)
            {
                await _gateway.DisposeAsync();
            }

            await _definitions.RemoveAsync();
        }
        finally
        {
            _client.Dispose();
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private async Task<Uri> StartGatewayAsync()
    {
        _gateway = await ClusterGateway.StartAsync(
            _client, new ClusterGatewayOptions(), TimeProvider.System, CancellationToken.None);
        return _gateway.Url;
    }
}
