using BlueGreen.Errors;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Asks for tags that nobody may ever push.</summary>
internal static class ReleaseTags
{
    /// <summary>Reads a tag.</summary>
    /// <param name="parser">The pattern.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>The release tag; null when Deploy would not take it, for whatever reason.</returns>
    public static ReleaseTag? TryParse(ReleaseTagParser parser, string tag)
    {
        try
        {
            return parser.TryParse(tag);
        }
        catch (ReleaseException)
        {
            // A version or color that cannot be used: no release either.
            return null;
        }
    }
}
