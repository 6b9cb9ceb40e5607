namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Holds a cluster for the time of the tests, and leaves nothing of them behind.</summary>
internal interface IClusterHost : IAsyncDisposable
{
    /// <summary>Gets how it is reached.</summary>
    ClusterAccess Access { get; }
}
