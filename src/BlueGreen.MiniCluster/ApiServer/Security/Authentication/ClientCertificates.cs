using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Knows users by their certificates, signed by the cluster's authority: CN is the user, each O a group.
/// </summary>
/// <param name="authorityPem">The authority's certificate.</param>
/// <param name="timeProvider">Says which certificates are valid now.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates"/>
internal sealed class ClientCertificates(string authorityPem, TimeProvider timeProvider)
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int MaximumKnown = 256;

    // Checking a chain takes longer than answering a request; a certificate's bytes never change their meaning.
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Finds the user of a certificate.</summary>
    /// <param name="certificate">What the client showed.</param>
    /// <returns>The user, or null when it is not to be trusted.</returns>
    public UserInfo? Find(X509Certificate2 certificate)
    {
        var now = timeProvider.GetUtcNow();
        var print = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (!_known.TryGetValue(print, out var known))
        {
            if (_known.Count >= MaximumKnown)
            {
                _known.Clear();
            }

            known = new Known(
                IsSignedByAuthority(certificate, now) ? UserOf(certificate) : null,
                new DateTimeOffset(certificate.NotBefore),
                new DateTimeOffset(certificate.NotAfter));
            _known[print] = known;
        }

        return now >= known.From && now <= known.Until ? known.User : null;
    }

    private static UserInfo? UserOf(X509Certificate2 certificate)
    {
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).ToList();
        if (parts.Exists(part => part.HasMultipleElements))
        {
            return null;
        }

        var names = Values(parts, CommonName);
        return names is [.., { Length: > 0 } name]
            ? new UserInfo(name, [.. Values(parts, Organization), KnownNames.Authenticated])
            : null;
    }

    private static List<string> Values(IEnumerable<X500RelativeDistinguishedName> parts, string type) =>
    [
        .. parts
            .Where(part => string.Equals(part.GetSingleElementType().Value, type, StringComparison.Ordinal))
            .Select(part => part.GetSingleElementValue() ?? string.Empty),
    ];

    private bool IsSignedByAuthority(X509Certificate2 certificate, DateTimeOffset now)
    {
        using var authority = X509Certificate2.CreateFromPem(authorityPem);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { authority },
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                ApplicationPolicy = { new Oid(ClientAuthentication) },
                VerificationTime = now.UtcDateTime,

                // Valid or not yet or no more: that is asked at each request, for the answer changes.
                VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid,
            },
        };
        return chain.Build(certificate);
    }

    private sealed record Known(UserInfo? User, DateTimeOffset From, DateTimeOffset Until);
}
