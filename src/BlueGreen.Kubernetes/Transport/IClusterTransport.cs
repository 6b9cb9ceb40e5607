using System.Net.WebSockets;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Carries requests to the API server: the seam behind which another HTTP stack may stand.</summary>
/// <remarks>
/// Contract: addresses are relative to <see cref="Server"/> and begin with a slash. Signing in, TLS, proxies and the
/// repetition of what is safe to repeat happen inside. An answer of the server, whatever its status, is returned; the
/// lack of one is thrown as <see cref="Errors.ClusterUnreachableException"/>.
/// </remarks>
public interface IClusterTransport : IDisposable
{
    /// <summary>Gets the server.</summary>
    Uri Server { get; }

    /// <summary>Sends a request and returns as soon as the answer's headers are there.</summary>
    /// <param name="request">The request; stays the caller's to dispose.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer, its body not yet read. The caller disposes it.</returns>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Opens a WebSocket.</summary>
    /// <param name="path">The address.</param>
    /// <param name="subProtocols">The protocols we speak, best first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The open socket, or null when the server answered the opening otherwise: ask again by GET to learn
    /// why.</returns>
    Task<WebSocket?> ConnectAsync(Uri path, IReadOnlyList<string> subProtocols, CancellationToken cancellationToken);
}
