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
        var path = ResourcePath.Parse(http.Request.Path.Value!);
        if (path is null
            || path.IsTooLong
            || catalog.Find(path.Group, path.Version, path.Plural) is not { } kind
            || (path.Namespace is not null && !kind.IsNamespaced))
        {
            throw ApiErrors.UnknownResource();
        }

        return new ApiCall(http, kind, path.Version, path.Namespace)
        {
            Name = path.Name,
            Subresource = path.Subresource,
        };
    }
}
