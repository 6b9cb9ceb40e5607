using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Authentication;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>Everything needed to talk to one cluster as one account.</summary>
/// <param name="Server">The API server; a path behind the host is kept in front of every request's path.</param>
public sealed record ClusterConnection(Uri Server)
{
    /// <summary>Gets the authorities that may vouch for the server.</summary>
    /// <value>Null by default: the machine's own.</value>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>Gets the certificate by which the client signs in, if it does so by one.</summary>
    public ClientCertificate? ClientCertificate { get; init; }

    /// <summary>Gets what adds a token or a password to each request.</summary>
    public IAuthProvider Authentication { get; init; } = StaticAuth.Anonymous;

    /// <summary>Gets the proxy (http, https or socks5) in front of the server.</summary>
    /// <value>Null by default: what the process's environment says.</value>
    public Uri? Proxy { get; init; }

    /// <summary>Gets the name that the server's certificate must carry.</summary>
    /// <value>Null by default: the host of <see cref="Server"/>.</value>
    public string? TlsServerName { get; init; }

    /// <summary>Gets a value indicating whether any certificate is accepted. For throw-away clusters only.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>Gets the account to act as, or null.</summary>
    public Impersonation? Impersonation { get; init; }

    /// <summary>Gets the namespace of objects that name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Gets the kubeconfig context this was made of, or null.</summary>
    public string? ContextName { get; init; }

    /// <summary>Gets where this was read, in words.</summary>
    public string SourceDescription { get; init; } = "code";

    /// <summary>Gets the files of <see cref="CertificateAuthorities"/>, which somebody may renew; null when they are
    /// given as they are.</summary>
    internal FileValue<X509Certificate2Collection>? AuthorityFile { get; init; }

    /// <summary>Gets the files of <see cref="ClientCertificate"/>, which somebody may renew; null when it is given as
    /// it is.</summary>
    internal FileValue<ClientCertificate>? CertificateFile { get; init; }

    /// <summary>Names server, context and source; credentials are never part of it.</summary>
    /// <returns>One line for people.</returns>
    public override string ToString() =>
        ContextName is null
            ? $"{Server} ({SourceDescription})"
            : $"{Server} (context '{ContextName}' of {SourceDescription})";
}
