using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>Gives the tests of one class a cluster.</summary>
public sealed class PrivilegeClusterFixture : IAsyncLifetime
{
    private PrivilegeCluster? _cluster;

    /// <summary>Gets it.</summary>
    internal PrivilegeCluster Cluster => _cluster!;

    public async Task InitializeAsync() => _cluster = await PrivilegeCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
