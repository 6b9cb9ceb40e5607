using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Reads out of a request what it wants to do, before anybody looks whether that exists.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb"/>
internal static class RequestReader
{
    private const string NameField = "metadata.name=";

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="user">Who makes it.</param>
    /// <returns>What it wants.</returns>
    public static RequestAttributes Read(HttpRequest request, UserInfo user)
    {
        if (ResourcePath.Parse(request.Path.Value!) is not { } path)
        {
            return new RequestAttributes(user, request.Method.ToLowerInvariant())
            {
                Path = request.Path.Value!,
                IsResource = false,
            };
        }

        var verb = VerbOf(request, path);
        var isNamespace = path is { Group.Length: 0, Plural: "namespaces", Namespace: null };
        return new RequestAttributes(user, verb)
        {
            Namespace = isNamespace ? path.Name : path.Namespace ?? string.Empty,
            Group = path.Group,
            Resource = path.Plural,
            Subresource = path.Subresource,
            Name = path.Name.Length == 0 && verb is "list" or "watch" ? SelectedName(request) : path.Name,
        };
    }

    // A watch of one object is a watch: that is what is answered.
    private static string VerbOf(HttpRequest request, ResourcePath path) =>
        (request.Method, path.Name.Length > 0) switch
        {
            ("GET" or "HEAD", _) when path.Subresource.Length == 0 && ApiCall.Flag(request, "watch") => "watch",
            ("GET" or "HEAD", true) => "get",
            ("GET" or "HEAD", false) => "list",
            ("POST", _) => "create",
            ("PUT", _) => "update",
            ("PATCH", _) => "patch",
            ("DELETE", true) => "delete",
            ("DELETE", false) => "deletecollection",
            _ => string.Empty,
        };

    // A list of the one object that has a name is allowed to whom that object is allowed.
    private static string SelectedName(HttpRequest request)
    {
        var selector = request.Query["fieldSelector"].FirstOrDefault() ?? string.Empty;
        var part = selector.Split(',').Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith(NameField, StringComparison.Ordinal));
        return part?[NameField.Length..].TrimStart('=') ?? string.Empty;
    }
}
