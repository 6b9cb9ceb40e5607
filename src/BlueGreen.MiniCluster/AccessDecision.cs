namespace BlueGreen.MiniCluster;

/// <summary>What the API server let somebody do, or did not: from these, a role without a needless rule is written.
/// </summary>
/// <param name="User">Who.</param>
/// <param name="Verb">What: <c>get</c>, <c>patch</c>, …</param>
/// <param name="IsAllowed">Whether it was allowed.</param>
public sealed record AccessDecision(string User, string Verb, bool IsAllowed)
{
    /// <summary>Gets the namespace; empty for the whole cluster.</summary>
    public string Namespace { get; init; } = string.Empty;

    /// <summary>Gets the API group; empty for the core group.</summary>
    public string Group { get; init; } = string.Empty;

    /// <summary>Gets the resource, with its subresource, such as <c>pods/exec</c>; empty for a path.</summary>
    public string Resource { get; init; } = string.Empty;

    /// <summary>Gets the name of the object; empty for many.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the path of a request that is for no resource.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Gets which binding allowed it, or what is wrong with one; often empty.</summary>
    public string Reason { get; init; } = string.Empty;
}
