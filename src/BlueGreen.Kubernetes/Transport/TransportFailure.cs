using System.Net.Sockets;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Finds in the runtime's nested exceptions what really happened to a connection.</summary>
internal static class TransportFailure
{
    /// <summary>Translates a failure of an attempt.</summary>
    public static ClusterUnreachableException From(Uri server, Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case ServerCertificateException refused:
                    return new ClusterUnreachableException(server, refused.Cause, refused.Message, failure);
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData,
                }:
                    return new ClusterUnreachableException(
                        server, UnreachableCause.NameUnknown, $"the name {server.Host} is not known", failure);
            }
        }

        var (cause, detail) = failure is HttpRequestException http
            ? Read(http)
            : (UnreachableCause.Lost, failure.Message);
        return new ClusterUnreachableException(server, cause, detail.TrimEnd('.'), failure);
    }

    private static (UnreachableCause Cause, string Detail) Read(HttpRequestException failure) =>
        failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => (UnreachableCause.NameUnknown, "the server's name is not known"),
            HttpRequestError.ConnectionError => (UnreachableCause.Refused, Innermost(failure)),

            // The runtime's own words hold the proxy's address, and in it name and password.
            HttpRequestError.ProxyTunnelError => (UnreachableCause.Proxy, failure.StatusCode is { } code
                ? $"the proxy answered {(int)code} {code}" : "the proxy did not let the request through"),
            HttpRequestError.SecureConnectionError =>
                (UnreachableCause.Tls, "the TLS handshake failed: " + Innermost(failure)),
            _ => (UnreachableCause.Lost, "the connection broke: " + Innermost(failure)),
        };

    private static string Innermost(Exception failure) => failure.GetBaseException().Message;
}
