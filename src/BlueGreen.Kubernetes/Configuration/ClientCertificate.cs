using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>A certificate with its key and the intermediates that a server needs to check it.</summary>
public sealed class ClientCertificate
{
    private ClientCertificate(X509Certificate2 leaf, X509Certificate2Collection intermediates)
    {
        Leaf = leaf;

        // Offline: the chain is what the file holds; nothing is fetched over the network to complete it.
        Context = SslStreamCertificateContext.Create(leaf, intermediates, offline: true);
    }

    /// <summary>Gets the certificate itself.</summary>
    public X509Certificate2 Leaf { get; }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Reads a certificate chain, leaf first, and the leaf's key.</summary>
    /// <param name="certificatePem">One or more certificates in PEM.</param>
    /// <param name="keyPem">The unencrypted key in PEM.</param>
    /// <returns>The certificate, ready to sign in with.</returns>
    /// <exception cref="CryptographicException">The text is not PEM, or key and certificate do not match.</exception>
    public static ClientCertificate FromPem(string certificatePem, string keyPem)
    {
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(certificatePem);
        var leaf = X509Certificate2.CreateFromPem(certificatePem, keyPem);
        if (OperatingSystem.IsWindows())
        {
            // Windows cannot sign in with a key that only lives in memory; a round trip through PKCS#12 gives it a
            // place.
            leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
        }

        return new ClientCertificate(leaf, [.. chain.Skip(1)]);
    }
}
