namespace BlueGreen.MiniCluster.Gateway;

/// <summary>
/// Tells how many requests a pod is answering now: the gateway's figure, which the sidecar's admin page shows.
/// </summary>
internal interface IInFlight
{
    /// <summary>Counts the requests that were sent to a pod and are not answered in full.</summary>
    /// <param name="namespaceName">Namespace of the pod.</param>
    /// <param name="podName">The pod.</param>
    /// <returns>The count; 0 for a pod that never got one.</returns>
    int Count(string namespaceName, string podName);
}
