namespace BlueGreen.Releases;

/// <summary>One attempt to bring one version of an app to one color.</summary>
/// <param name="App">Name of the app: the label <c>app</c> of everything it owns.</param>
/// <param name="Tag">The release tag.</param>
/// <param name="Id">Identity of the attempt: the CI workflow's id, the same in every job of one workflow.</param>
/// <param name="Commit">The full commit hash, or null when unknown.</param>
/// <param name="Actor">Who started it, as the CI names people, or the local user.</param>
/// <param name="Link">The page of the CI run, or null for a local one.</param>
public sealed record Release(string App, ReleaseTag Tag, string Id, string? Commit, string Actor, Uri? Link)
{
    /// <summary>Gets the color this release deploys to.</summary>
    public Color Target => Tag.Color;
}
