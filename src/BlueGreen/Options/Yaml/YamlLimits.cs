namespace BlueGreen.Options.Yaml;

/// <summary>How much YAML is read before it is refused.</summary>
/// <param name="MaxCharacters">Characters of one text.</param>
/// <param name="MaxDepth">Levels of nesting.</param>
/// <param name="MaxNodes">Values of one text, those that aliases repeat included.</param>
/// <param name="AllowAnchors">Whether anchors and aliases are taken.</param>
internal sealed record YamlLimits(int MaxCharacters, int MaxDepth, int MaxNodes, bool AllowAnchors)
{
    /// <summary>Gets a value indicating whether merge keys are taken.</summary>
    /// <value>The default value is what holds for anchors.</value>
    public bool AllowMerge { get; init; } = AllowAnchors;

    /// <summary>Gets the limits of <c>bluegreen.yml</c>, which a person writes and reads: no anchors.</summary>
    public static YamlLimits Options { get; } = new(1 << 18, 16, 10_000, AllowAnchors: false);

    /// <summary>
    /// Gets the limits of a CI system's pipeline file: Semaphore and GitHub take anchors, neither takes merge keys.
    /// </summary>
    public static YamlLimits Pipeline { get; } = new(1 << 20, 40, 50_000, AllowAnchors: true) { AllowMerge = false };

    /// <summary>Gets the limits of a manifest: what Kubernetes stores is at most 1.5 MB an object.</summary>
    public static YamlLimits Manifest { get; } = new(1 << 22, 60, 200_000, AllowAnchors: true);
}
