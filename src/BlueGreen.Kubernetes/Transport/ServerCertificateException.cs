using System.Security.Authentication;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Carries out of a TLS handshake why we refused the server's certificate, which the runtime's own text
/// hides.</summary>
internal sealed class ServerCertificateException(UnreachableCause cause, string message)
    : AuthenticationException(message)
{
    public UnreachableCause Cause { get; } = cause;
}
