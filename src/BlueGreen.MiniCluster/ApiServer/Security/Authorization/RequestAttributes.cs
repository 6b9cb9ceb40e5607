using BlueGreen.MiniCluster.ApiServer.Security.Authentication;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>What somebody wants to do, in the terms in which roles allow it.</summary>
/// <param name="User">Who.</param>
/// <param name="Verb">Such as <c>get</c> or <c>deletecollection</c>.</param>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/"/>
internal sealed record RequestAttributes(UserInfo User, string Verb)
{
    /// <summary>Gets the namespace; empty for the whole cluster.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary>Gets the API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>Gets the resource; empty when the request is for a path.</summary>
    public string Resource { get; init; } = string.Empty;

    /// <summary>Gets the subresource, or nothing.</summary>
    public string Subresource { get; init; } = string.Empty;

    /// <summary>Gets the name of the object; empty for many of them.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the path of a request that is for no resource.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether the request is for a resource.</summary>
    public bool IsResource { get; init; } = true;

    /// <summary>Gets resource and subresource as roles name them, such as <c>pods/log</c>.</summary>
    public string Combined => Subresource.Length == 0 ? Resource : $"{Resource}/{Subresource}";

    /// <summary>Says what is not allowed, in the real server's words.</summary>
    /// <returns>A sentence without its end.</returns>
    public string Describe()
    {
        if (!IsResource)
        {
            return $"User \"{User.Name}\" cannot {Verb} path \"{Path}\"";
        }

        var what = $"User \"{User.Name}\" cannot {Verb} resource \"{Combined}\" in API group \"{Group}\"";
        return Namespace.Length > 0 ? $"{what} in the namespace \"{Namespace}\"" : $"{what} at the cluster scope";
    }
}
