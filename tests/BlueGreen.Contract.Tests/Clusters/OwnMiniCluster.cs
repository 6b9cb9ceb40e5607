using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>
/// A mini-cluster of one class alone, for tests that do to a cluster what others could not stand, such as restarting
/// its API server. They run on this one whatever cluster the others run on.
/// </summary>
public sealed class OwnMiniCluster : IAsyncLifetime
{
    private IClusterHost? _host;

    /// <summary>Gets it.</summary>
    internal LocalCluster Cluster => _host!.Access.BuiltIn!;

    public async Task InitializeAsync() => _host = await MiniClusterHost.StartAsync();

    public Task DisposeAsync() => _host!.DisposeAsync().AsTask();

    /// <inheritdoc cref="ClusterAccess.OpenAppAsync"/>
    internal Task<ContractApp> OpenAppAsync() => _host!.Access.OpenAppAsync();
}
