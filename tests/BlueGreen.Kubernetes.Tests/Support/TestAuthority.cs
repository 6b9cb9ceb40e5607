using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.Kubernetes.Tests.Support;

/// <summary>A certificate authority that lives as long as a test.</summary>
internal sealed class TestAuthority
{
    private readonly X509Certificate2 _root;

    public TestAuthority(string name = "test-ca")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, isAuthority: true);
        _root = request.CreateSelfSigned(Now.AddYears(-2), Now.AddYears(2));
    }

    private TestAuthority(X509Certificate2 root) => _root = root;

    public string Pem => _root.ExportCertificatePem();

    public X509Certificate2Collection Roots => [X509Certificate2.CreateFromPem(Pem)];

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Makes an authority that this one vouches for.</summary>
    public TestAuthority Intermediate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = Sign(Request("test-intermediate", key, isAuthority: true), Now.AddYears(1));
        return new TestAuthority(signed.CopyWithPrivateKey(key));
    }

    /// <summary>Makes a certificate for a name or an address, with its key.</summary>
    public X509Certificate2 Issue(string name, bool isExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key, isAuthority: false);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        return Sign(request, isExpired ? Now.AddDays(-1) : Now.AddDays(30)).CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        return request;
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset until) =>
        request.Create(_root, Now.AddDays(-30), until, RandomNumberGenerator.GetBytes(8));
}
