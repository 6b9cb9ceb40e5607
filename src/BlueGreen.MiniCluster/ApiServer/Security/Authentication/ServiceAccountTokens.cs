using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Makes the tokens of service accounts, and knows whose a token is.</summary>
/// <remarks>A token ends with its time, with its account, and with the object it is bound to.</remarks>
/// <param name="store">Holds the accounts.</param>
/// <param name="signer">Signs the tokens.</param>
/// <param name="timeProvider">Says which tokens are valid now.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/"/>
internal sealed class ServiceAccountTokens(ObjectStore store, TokenSigner signer, TimeProvider timeProvider)
{
    /// <summary>Whom tokens are for unless a request says otherwise; the server itself takes no others.</summary>
    public const string Audience = "https://kubernetes.default.svc.cluster.local";

    private const string Private = "kubernetes.io";
    private const string CredentialId = "authentication.kubernetes.io/credential-id";
    private const int MaximumKnown = 256;

    // The signature of a token never changes; everything else about it is asked at each request.
    private readonly ConcurrentDictionary<string, JsonObject> _known = new(StringComparer.Ordinal);

    /// <summary>Makes a token.</summary>
    /// <param name="account">The account as stored.</param>
    /// <param name="request">What it shall be good for.</param>
    /// <returns>The token, and when it ends.</returns>
    public (string Token, DateTimeOffset Until) Issue(JsonObject account, TokenWish request)
    {
        var now = timeProvider.GetUtcNow();
        var until = now.AddSeconds(request.Seconds);
        var namespaceName = account.Text("metadata", "namespace")!;
        var name = account.Text("metadata", "name")!;
        var kubernetes = new JsonObject { ["namespace"] = namespaceName };
        if (request.Bound is { } bound)
        {
            kubernetes[bound.Plural.TrimEnd('s')] = Reference(bound.Name, bound.Uid);
        }

        kubernetes["serviceaccount"] = Reference(name, account.Text("metadata", "uid")!);
        var token = signer.Sign(new JsonObject
        {
            ["aud"] = new JsonArray([.. request.Audiences.Select(audience => JsonValue.Create(audience))]),
            ["exp"] = until.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["iss"] = Audience,
            ["jti"] = new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D"),
            [Private] = kubernetes,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sub"] = KnownNames.ServiceAccount(namespaceName, name),
        });
        return (token, until);
    }

    /// <summary>Finds whose a token is.</summary>
    /// <param name="token">The token.</param>
    /// <returns>The account as a user, or null when the token is not, or not any more, good for this server.</returns>
    public UserInfo? Find(string token)
    {
        if (Open(token) is not { } claims
            || !IsNow(claims)
            || !claims.Texts("aud").Contains(Audience, StringComparer.Ordinal)
            || claims.At(Private) is not { } kubernetes
            || kubernetes.Text("namespace") is not { } namespaceName
            || kubernetes.Text("serviceaccount", "name") is not { } name)
        {
            return null;
        }

        if (!IsThere("serviceaccounts", namespaceName, kubernetes.At("serviceaccount"))
            || !IsUnboundOrThere("pods", namespaceName, kubernetes.At("pod"))
            || !IsUnboundOrThere("secrets", namespaceName, kubernetes.At("secret")))
        {
            return null;
        }

        IReadOnlyList<string> groups =
            [.. KnownNames.GroupsOfServiceAccount(namespaceName), KnownNames.Authenticated];
        return new UserInfo(KnownNames.ServiceAccount(namespaceName, name), groups)
        {
            Uid = kubernetes.Text("serviceaccount", "uid") ?? string.Empty,
            Extra = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
            {
                [CredentialId] = [$"JTI={claims.Text("jti")}"],
            },
        };
    }

    private static JsonObject Reference(string name, string uid) => new() { ["name"] = name, ["uid"] = uid };

    private JsonObject? Open(string token)
    {
        if (_known.TryGetValue(token, out var known))
        {
            return known;
        }

        if (signer.Open(token) is not { } claims)
        {
            return null;
        }

        if (_known.Count >= MaximumKnown)
        {
            _known.Clear();
        }

        return _known[token] = claims;
    }

    private bool IsNow(JsonObject claims)
    {
        var now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        return claims.Number("nbf") <= now && now < claims.Number("exp");
    }

    private bool IsUnboundOrThere(string plural, string namespaceName, JsonNode? reference) =>
        reference is null || IsThere(plural, namespaceName, reference);

    private bool IsThere(string plural, string namespaceName, JsonNode? reference) =>
        reference.Text("name") is { } name
        && store.Find(KindCatalog.Core(plural).KeyOf(namespaceName, name)) is { } found
        && string.Equals(found.Text("metadata", "uid"), reference.Text("uid"), StringComparison.Ordinal);
}
