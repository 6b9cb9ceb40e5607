using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Tags;

/// <summary>The option <c>tag-pattern</c> in the words of the CI systems.</summary>
/// <param name="Blue">What starts on the tags of blue.</param>
/// <param name="Green">What starts on the tags of green.</param>
public sealed record TagTriggers(ColorTrigger Blue, ColorTrigger Green)
{
    /// <summary>Translates a tag pattern.</summary>
    /// <param name="tagPattern">The pattern, one that <see cref="ReleaseTagParser"/> takes.</param>
    /// <returns>The triggers.</returns>
    public static TagTriggers Of(string tagPattern)
    {
        ArgumentNullException.ThrowIfNull(tagPattern);
        return new TagTriggers(Of(tagPattern, Color.Blue), Of(tagPattern, Color.Green));
    }

    /// <summary>Chooses one.</summary>
    /// <param name="color">The color.</param>
    /// <returns>Its trigger.</returns>
    public ColorTrigger For(Color color) => color == Color.Blue ? Blue : Green;

    private static ColorTrigger Of(string tagPattern, Color color) =>
        string.Equals(tagPattern, ReleaseTagParser.DefaultPattern, StringComparison.Ordinal)
            ? new ColorTrigger($"^v.*-{color.ToName()}$", [$"v*-{color.ToName()}"])
            : new ColorTrigger($".*{color.ToName()}.*", ["**"]);
}
