namespace BlueGreen.MiniCluster.Gateway;

/// <summary>Where the gateway reads the cluster from: the mini-cluster's store, or any cluster's API.</summary>
internal interface IObjectSource
{
    /// <summary>Reads everything the gateway and its page look at.</summary>
    /// <returns>A snapshot that nobody changes any more.</returns>
    ObjectSnapshot Read();

    /// <summary>Waits until something that routes depend on has changed since a snapshot was read.</summary>
    /// <param name="sinceVersion">The snapshot's <see cref="ObjectSnapshot.Version"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completes at once when there was a change already; one completion may stand for many changes.</returns>
    Task WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken);
}
