using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;

namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>
/// What the cluster proves itself and its users with: its own authority, the server's certificate, the key of tokens.
/// </summary>
/// <param name="AuthorityPem">The authority's certificate.</param>
/// <param name="AuthorityKeyPem">The authority's key: whoever has it can make certificates for any user.</param>
/// <param name="ServerPem">The server's certificate.</param>
/// <param name="ServerKeyPem">The server's key.</param>
/// <param name="TokenKeyPem">The key that tokens of service accounts are signed with.</param>
/// <param name="AdminToken">The administrator's token: the same after a restart, so that clients go on.</param>
internal sealed record ClusterKeys(
    string AuthorityPem,
    string AuthorityKeyPem,
    string ServerPem,
    string ServerKeyPem,
    string TokenKeyPem,
    string AdminToken)
{
    private const int ValidYears = 1;
    private const int TokenBytes = 32;

    private static readonly string[] Files =
        ["ca.pem", "ca-key.pem", "server.pem", "server-key.pem", "service-accounts-key.pem", "admin-token"];

    /// <summary>Reads the keys of a folder, or makes new ones and keeps them there.</summary>
    /// <param name="folder">The folder, or null to keep them in memory.</param>
    /// <param name="now">The time that certificates must be valid at.</param>
    /// <returns>The keys.</returns>
    public static ClusterKeys Get(string? folder, DateTimeOffset now)
    {
        if (folder is null)
        {
            return Make(now);
        }

        var files = Files.Select(name => Path.Combine(folder, name)).ToArray();
        if (files.All(File.Exists))
        {
            var texts = files.Select(File.ReadAllText).ToArray();
            var kept = new ClusterKeys(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]);
            if (kept.IsWhole(now))
            {
                return kept;
            }
        }

        var made = Make(now);
        Directory.CreateDirectory(folder);
        File.WriteAllText(files[0], made.AuthorityPem);
        PrivateFile.Write(files[1], made.AuthorityKeyPem);
        File.WriteAllText(files[2], made.ServerPem);
        PrivateFile.Write(files[3], made.ServerKeyPem);
        PrivateFile.Write(files[4], made.TokenKeyPem);
        PrivateFile.Write(files[5], made.AdminToken);
        return made;
    }

    /// <summary>Makes the certificate of a user.</summary>
    /// <param name="user">Its name becomes the CN, each group an O.</param>
    /// <param name="now">The time it is valid from.</param>
    /// <param name="lifetime">How long it is valid.</param>
    /// <returns>Certificate and key.</returns>
    public ClientPair IssueClient(UserInfo user, DateTimeOffset now, TimeSpan lifetime)
    {
        using var signer = X509Certificate2.CreateFromPem(AuthorityPem, AuthorityKeyPem);
        using var key = NewKey();

        // The builder writes what was added last first.
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(user.Name);
        foreach (var group in user.Groups.Reverse())
        {
            name.AddOrganizationName(group);
        }

        var request = Leaf(name.Build(), key, signer, new Oid("1.3.6.1.5.5.7.3.2", "clientAuth"));
        using var certificate = Sign(request, signer, (now.AddMinutes(-1), now + lifetime));
        return new ClientPair(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static ClusterKeys Make(DateTimeOffset now)
    {
        using var authorityKey = NewKey();
        var request = new CertificateRequest("CN=mini-cluster-ca", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var signer = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(ValidYears).AddDays(1));
        using var serverKey = NewKey();
        using var server = Sign(ServerRequest(serverKey, signer), signer, (now.AddDays(-1), now.AddYears(ValidYears)));
        using var tokenKey = NewKey();
        return new ClusterKeys(
            signer.ExportCertificatePem(),
            authorityKey.ExportPkcs8PrivateKeyPem(),
            server.ExportCertificatePem(),
            serverKey.ExportPkcs8PrivateKeyPem(),
            tokenKey.ExportPkcs8PrivateKeyPem(),
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)));
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static X509Certificate2 Sign(
        CertificateRequest request, X509Certificate2 signer, (DateTimeOffset From, DateTimeOffset Until) valid) =>
        request.Create(signer, valid.From, valid.Until, RandomNumberGenerator.GetBytes(16));

    private static CertificateRequest ServerRequest(ECDsa key, X509Certificate2 signer)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes");
        names.AddDnsName("kubernetes.default.svc");
        var subject = new X500DistinguishedName("CN=mini-cluster");
        var request = Leaf(subject, key, signer, new Oid("1.3.6.1.5.5.7.3.1", "serverAuth"));
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static CertificateRequest Leaf(
        X500DistinguishedName subject, ECDsa key, X509Certificate2 signer, Oid usage)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([usage], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            signer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request;
    }

    // A kill between two files leaves a set that does not fit together: nobody could sign in with it.
    private bool IsWhole(DateTimeOffset now)
    {
        try
        {
            using var authority = X509Certificate2.CreateFromPem(AuthorityPem, AuthorityKeyPem);
            using var server = X509Certificate2.CreateFromPem(ServerPem, ServerKeyPem);
            using var tokens = ECDsa.Create();
            tokens.ImportFromPem(TokenKeyPem);
            return AdminToken.Length == 2 * TokenBytes
                && server.NotAfter.ToUniversalTime() > now.UtcDateTime.AddDays(1);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
