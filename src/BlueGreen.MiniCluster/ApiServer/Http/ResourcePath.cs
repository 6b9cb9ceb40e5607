namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>What a path below <c>/api</c> or <c>/apis</c> names. Who may do what is decided on the same parts that are
/// then acted on.</summary>
/// <param name="Group">API group; empty for the core group.</param>
/// <param name="Version">API version.</param>
/// <param name="Namespace">The namespace of the path, or null for all of them or none.</param>
/// <param name="Rest">Resource, name and subresource, as far as the path has them; never empty.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris"/>
internal sealed record ResourcePath(string Group, string Version, string? Namespace, IReadOnlyList<string> Rest)
{
    /// <summary>Gets the resource.</summary>
    public string Plural => Rest[0];

    /// <summary>Gets the name; empty for a collection.</summary>
    public string Name => Rest.Count > 1 ? Rest[1] : string.Empty;

    /// <summary>Gets the subresource; empty for the object itself.</summary>
    public string Subresource => Rest.Count > 2 ? Rest[2] : string.Empty;

    /// <summary>Gets a value indicating whether there is more in the path than a resource can have.</summary>
    public bool IsTooLong => Rest.Count > 3;

    /// <summary>Reads a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>What it names, or null when it names no resource.</returns>
    public static ResourcePath? Parse(string path)
    {
        var parts = path.Trim('/').Split('/');
        var start = parts[0] switch { "api" => 2, "apis" => 3, _ => int.MaxValue };
        if (parts.Length <= start)
        {
            return null;
        }

        var rest = parts[start..];
        var group = start == 2 ? string.Empty : parts[1];
        return rest is ["namespaces", var namespaceName, not ("status" or "finalize"), ..]
            ? new ResourcePath(group, parts[start - 1], namespaceName, rest[2..])
            : new ResourcePath(group, parts[start - 1], Namespace: null, rest);
    }
}
