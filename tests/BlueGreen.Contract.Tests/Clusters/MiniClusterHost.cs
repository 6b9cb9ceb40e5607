using System.Collections.Immutable;
using BlueGreen.Kubernetes;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>A mini-cluster in this process: what the suite runs against when nobody names a cluster.</summary>
internal sealed class MiniClusterHost : IClusterHost
{
    // What the image must do, said with the variables that the sample app has.
    private const string Start = "APP_VERSION=$VERSION LOADING_SECONDS=${READY_DELAY:-0} exec dotnet \"$0\"";
    private readonly LocalCluster _cluster;
    private readonly KubeClient _client;
    private readonly string _folder;

    private MiniClusterHost(LocalCluster cluster, string folder)
    {
        (_cluster, _folder) = (cluster, folder);
        _client = ClusterAccess.Connect(cluster.KubeconfigPath, "default");
        Access = new ClusterAccess(
            cluster.KubeconfigPath, "uptimer:1", cluster.GatewayUrl, new TestNamespaces(_client), cluster);
    }

    public ClusterAccess Access { get; }

    /// <summary>Starts it.</summary>
    /// <param name="decided">Is told every decision of its API server on who may do what.</param>
    public static async Task<MiniClusterHost> StartAsync(Action<AccessDecision>? decided = null)
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-contract-").FullName;
        var options = new LocalClusterOptions
        {
            Folder = folder,
            Decided = decided ?? (static _ => { }),
            Images =
            [
                new LocalImage(
                    "uptimer",
                    ["sh", "-c", Start, Programs.Uptimer],
                    folder,
                    ImmutableDictionary<string, string>.Empty),
            ],
        };
        var cluster = await LocalCluster.StartAsync(options, TimeProvider.System, CancellationToken.None);
        return new MiniClusterHost(cluster, folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Access.Namespaces.RemoveOwnAsync();
        _client.Dispose();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
