namespace BlueGreen.Kubernetes.Authentication;

/// <summary>Gives the credential for a request, and a new one when the server refuses it.</summary>
public interface IAuthProvider
{
    /// <summary>Gets the credential for the next request; may run a plugin or read a file, at most once for callers
    /// at a time.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The credential; the same instance for as long as it is good.</returns>
    ValueTask<ClusterCredential> GetAsync(CancellationToken cancellationToken);

    /// <summary>Hears that the server answered 401 to a credential.</summary>
    /// <param name="refused">The credential that was refused.</param>
    /// <returns>Whether the next <see cref="GetAsync"/> may give another one, so that it is worth asking
    /// again.</returns>
    bool Forget(ClusterCredential refused);
}
