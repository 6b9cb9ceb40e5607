namespace BlueGreen.Releases;

/// <summary>A git tag that names a release, such as <c>v2.0-green</c>.</summary>
/// <param name="Text">The whole tag.</param>
/// <param name="Version">The version in it, such as <c>2.0</c>.</param>
/// <param name="Color">The color in it: where the release goes.</param>
public sealed record ReleaseTag(string Text, string Version, Color Color)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
