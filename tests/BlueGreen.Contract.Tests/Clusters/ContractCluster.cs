using Xunit;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Gives a test an app in a namespace of its own, in the cluster under test.</summary>
public sealed class ContractCluster : IAsyncLifetime
{
    /// <summary>Gets how the cluster is reached.</summary>
    internal ClusterAccess Access { get; private set; } = null!;

    public async Task InitializeAsync() => Access = await SharedCluster.GetAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    /// <inheritdoc cref="ClusterAccess.OpenAppAsync"/>
    internal Task<ContractApp> OpenAppAsync() => Access.OpenAppAsync();
}
