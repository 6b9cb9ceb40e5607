using System.Security.Cryptography;
using System.Text;
using BlueGreen.MiniCluster.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Finds out who makes a request: by client certificate, then by bearer token.</summary>
/// <remarks>
/// Credentials that are wrong are refused, and never taken for none. Without any, only those paths are answered that
/// tell nothing but whether the server is well.
/// </remarks>
/// <param name="adminToken">The token of the cluster's administrator.</param>
/// <param name="certificates">Knows the client certificates.</param>
/// <param name="accounts">Knows the tokens of service accounts.</param>
internal sealed class Authenticator(
    string adminToken, ClientCertificates certificates, ServiceAccountTokens accounts)
{
    private const string Scheme = "Bearer ";

    private static readonly UserInfo Admin = new("mini-admin", [KnownNames.Masters, KnownNames.Authenticated]);

    // An empty one would let in whoever shows none.
    private readonly byte[] _adminToken = adminToken.Length > 0
        ? Encoding.UTF8.GetBytes(adminToken)
        : throw new ArgumentException("The administrator's token is empty.", nameof(adminToken));

    /// <summary>Finds out who makes a request.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The user.</returns>
    /// <exception cref="ApiException">The credentials are missing or wrong: 401.</exception>
    public UserInfo Authenticate(HttpContext http)
    {
        var certificate = http.Connection.ClientCertificate;
        var header = http.Request.Headers.Authorization.ToString();
        var user = certificate is null ? null : certificates.Find(certificate);
        user ??= FindBearer(header);
        if (user is not null)
        {
            return user;
        }

        if (certificate is null && header.Length == 0 && IsForEverybody(http.Request.Path.Value))
        {
            return UserInfo.Anonymous;
        }

        http.Response.Headers.WWWAuthenticate = "Bearer";
        throw ApiErrors.Unauthorized();
    }

    private static bool IsForEverybody(string? path) =>
        path is "/healthz" or "/livez" or "/readyz" or "/version" or "/version/";

    private UserInfo? FindBearer(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Compared in a time that does not depend on how much of the token is right.
        var token = header[Scheme.Length..].Trim();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), _adminToken)
            ? Admin
            : accounts.Find(token);
    }
}
