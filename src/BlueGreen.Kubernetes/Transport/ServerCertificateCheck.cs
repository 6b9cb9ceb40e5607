using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Checks the server's certificate: its authority, its dates and its name. All three, also with a private
/// authority.</summary>
internal static class ServerCertificateCheck
{
#pragma warning disable CA5359 // AcceptAny is only taken when the kubeconfig says insecure-skip-tls-verify.
    /// <summary>Makes the TLS options for a connection.</summary>
    public static SslClientAuthenticationOptions Options(
        ClusterConnection connection, ClientCertificate? ownCertificate) => new()
        {
            CertificateChainPolicy = connection.CertificateAuthorities is { } authorities ? Policy(authorities) : null,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = ownCertificate?.Context,
            RemoteCertificateValidationCallback = connection.SkipTlsVerify
            ? AcceptAny
            : (_, certificate, chain, errors) =>
                errors == SslPolicyErrors.None || EndsAtAnAnchor(connection.CertificateAuthorities, chain, errors)
                    ? true
                    : throw Refusal(certificate as X509Certificate2, chain, errors),
        };
#pragma warning restore CA5359

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static bool AcceptAny(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    // A kubeconfig may name an intermediate authority without the root above it. The runtime then finds nothing wrong
    // but that the chain does not go on, and by what the user said it need not.
    private static bool EndsAtAnAnchor(X509Certificate2Collection? anchors, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.RemoteCertificateChainErrors
        && anchors is not null
        && chain is { ChainElements.Count: > 1 }
        && chain.ChainStatus.All(s => s.Status == X509ChainStatusFlags.PartialChain)
        && anchors.Any(a => a.RawDataMemory.Span.SequenceEqual(chain.ChainElements[^1].Certificate.RawDataMemory.Span));

    // The runtime's verdict stands; this only adds the reason, which would be lost otherwise.
    private static ServerCertificateException Refusal(X509Certificate2? leaf, X509Chain? chain, SslPolicyErrors errors)
    {
        var dates = leaf is null ? "" : $"it counts from {leaf.NotBefore:u} to {leaf.NotAfter:u}";
        var status = (chain?.ChainStatus ?? []).Aggregate(default(X509ChainStatusFlags), (all, s) => all | s.Status);
        return status switch
        {
            _ when status.HasFlag(X509ChainStatusFlags.NotTimeValid) =>
                new ServerCertificateException(UnreachableCause.Expired, $"its certificate is out of date: {dates}"),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) => new ServerCertificateException(
                UnreachableCause.UnknownAuthority, $"no known authority vouches for its certificate ({status})"),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => new ServerCertificateException(
                UnreachableCause.NameMismatch, $"its certificate is for other names ({NamesIn(leaf)})"),
            _ => new ServerCertificateException(UnreachableCause.Tls, $"it showed no usable certificate ({errors})"),
        };
    }

    private static string NamesIn(X509Certificate2? leaf)
    {
        var names = leaf?.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(ip => ip.ToString())))
            .Take(20)
            .ToList();
        return names is { Count: > 0 } ? string.Join(", ", names) : "none";
    }
}
