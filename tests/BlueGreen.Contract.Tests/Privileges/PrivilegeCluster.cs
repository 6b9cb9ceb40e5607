using System.Collections.Concurrent;
using BlueGreen.Contract.Tests.Clusters;
using BlueGreen.MiniCluster;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>A mini-cluster that tells every decision of its API server on who may do what.</summary>
internal sealed class PrivilegeCluster : IAsyncDisposable
{
    private readonly ConcurrentQueue<AccessDecision> _decisions = new();
    private MiniClusterHost? _host;

    /// <summary>Gets how it is reached by its administrator.</summary>
    public ClusterAccess Access => _host!.Access;

    /// <summary>Gets all decisions until now.</summary>
    public IReadOnlyList<AccessDecision> Decisions => [.. _decisions];

    /// <summary>Starts it.</summary>
    public static async Task<PrivilegeCluster> StartAsync()
    {
        var cluster = new PrivilegeCluster();
        cluster._host = await MiniClusterHost.StartAsync(cluster._decisions.Enqueue);
        return cluster;
    }

    public ValueTask DisposeAsync() => _host!.DisposeAsync();
}
