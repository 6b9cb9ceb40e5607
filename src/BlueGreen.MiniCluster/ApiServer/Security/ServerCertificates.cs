using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>
/// The cluster's own authority, and the certificate by which the server proves itself to its clients.
/// </summary>
/// <param name="AuthorityPem">The authority's certificate, without its key.</param>
/// <param name="ServerPem">The server's certificate.</param>
/// <param name="KeyPem">The server's key.</param>
internal sealed record ServerCertificates(string AuthorityPem, string ServerPem, string KeyPem)
{
    private const string AuthorityFile = "ca.pem";
    private const string ServerFile = "server.pem";
    private const string KeyFile = "server-key.pem";
    private const int ValidYears = 1;

    /// <summary>Reads the certificates of a folder, or makes new ones and keeps them there.</summary>
    /// <param name="folder">The folder, or null to keep them in memory.</param>
    /// <param name="now">The time that certificates must be valid at.</param>
    /// <returns>The certificates.</returns>
    public static ServerCertificates Get(string? folder, DateTimeOffset now)
    {
        if (folder is null)
        {
            return Make(now);
        }

        var files = new[] { AuthorityFile, ServerFile, KeyFile }.Select(name => Path.Combine(folder, name)).ToArray();
        if (files.All(File.Exists) && IsValid(files[1], now))
        {
            return new ServerCertificates(
                File.ReadAllText(files[0]), File.ReadAllText(files[1]), File.ReadAllText(files[2]));
        }

        var made = Make(now);
        Directory.CreateDirectory(folder);
        File.WriteAllText(files[0], made.AuthorityPem);
        File.WriteAllText(files[1], made.ServerPem);
        PrivateFile.Write(files[2], made.KeyPem);
        return made;
    }

    private static bool IsValid(string file, DateTimeOffset now)
    {
        using var server = X509CertificateLoader.LoadCertificateFromFile(file);
        return server.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(1);
    }

    private static ServerCertificates Make(DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mini-cluster-ca", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var signer = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears).AddDays(1));
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var server = ServerRequest(serverKey, signer)
            .Create(signer, now.AddDays(-1), now.AddYears(ValidYears), RandomNumberGenerator.GetBytes(16));
        return new ServerCertificates(
            signer.ExportCertificatePem(), server.ExportCertificatePem(), serverKey.ExportPkcs8PrivateKeyPem());
    }

    private static CertificateRequest ServerRequest(ECDsa key, X509Certificate2 signer)
    {
        var request = new CertificateRequest("CN=mini-cluster", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes");
        names.AddDnsName("kubernetes.default.svc");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            signer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request;
    }
}
