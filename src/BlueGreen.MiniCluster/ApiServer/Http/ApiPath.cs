using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Understands the paths of resources.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris"/>
internal static class ApiPath
{
    /// <summary>Reads a path below <c>/api</c> or <c>/apis</c>.</summary>
    /// <param name="http">The request.</param>
    /// <param name="catalog">Knows the resources.</param>
    /// <returns>The call.</returns>
    /// <exception cref="ApiException">No such resource is served.</exception>
    public static ApiCall Read(HttpContext http, KindCatalog catalog)
    {
        var parts = http.Request.Path.Value!.Trim('/').Split('/');
        var isCore = string.Equals(parts[0], "api", StringComparison.Ordinal);
        var group = isCore ? string.Empty : parts.ElementAtOrDefault(1) ?? string.Empty;
        var version = parts.ElementAtOrDefault(isCore ? 1 : 2) ?? string.Empty;
        ReadOnlySpan<string> rest = parts.AsSpan(Math.Min(isCore ? 2 : 3, parts.Length));
        string? namespaceName = null;
        if (rest.Length > 2 && rest[0] is "namespaces" && rest[2] is not ("status" or "finalize"))
        {
            namespaceName = rest[1];
            rest = rest[2..];
        }

        if (rest.Length is 0 or > 3 || catalog.Find(group, version, rest[0]) is not { } kind)
        {
            throw ApiErrors.UnknownResource();
        }

        if (namespaceName is not null && !kind.IsNamespaced)
        {
            throw ApiErrors.UnknownResource();
        }

        return new ApiCall(http, kind, version, namespaceName)
        {
            Name = rest.Length > 1 ? rest[1] : string.Empty,
            Subresource = rest.Length > 2 ? rest[2] : string.Empty,
        };
    }
}
