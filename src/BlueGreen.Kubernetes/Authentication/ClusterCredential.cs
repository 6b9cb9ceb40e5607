using System.Net.Http.Headers;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>What one request is signed in with. It has no text form, so that it cannot be printed by
/// accident.</summary>
/// <param name="authorization">The header, or null.</param>
/// <param name="certificate">The certificate, or null.</param>
public sealed class ClusterCredential(AuthenticationHeaderValue? authorization, ClientCertificate? certificate = null)
{
    /// <summary>Gets the header to send, or null.</summary>
    public AuthenticationHeaderValue? Authorization { get; } = authorization;

    /// <summary>Gets the certificate to sign in with, or null for the connection's own.</summary>
    public ClientCertificate? Certificate { get; } = certificate;
}
