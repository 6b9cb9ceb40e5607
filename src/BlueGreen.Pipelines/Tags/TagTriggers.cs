using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Tags;

/// <summary>The option <c>tag-pattern</c> in the words of the CI systems.</summary>
/// <remarks>
/// Wider than the pattern where a CI system has no words for it, never narrower: a run on a tag that is no release tag
/// ends with "Nothing to do", for Deploy itself decides; a release tag that starts nothing is missed.
/// </remarks>
/// <param name="Blue">What starts on the tags of blue.</param>
/// <param name="Green">What starts on the tags of green.</param>
public sealed record TagTriggers(ColorTrigger Blue, ColorTrigger Green)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

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
    public ColorTrigger For(Color color) => color is Color.Blue ? Blue : Green;

    private static ColorTrigger Of(string tagPattern, Color color)
    {
        var name = color.ToName();
        if (string.Equals(tagPattern, ReleaseTagParser.DefaultPattern, StringComparison.Ordinal))
        {
            // Shorter than what the pattern gives word by word, and known from many pipelines.
            return new ColorTrigger($"^v.*-{name}$", [$"v*-{name}"]);
        }

        // The group's text must be the color's name: a release tag without it in its name is there none.
        var wide = new ColorTrigger(name, [$"**{name}**"]);
        if (TagPatternParser.TryParse(tagPattern) is not { } pattern
            || TagNarrowing.Of(pattern, color) is not { } narrow)
        {
            return wide;
        }

        var examples = TagExamples.Of(narrow).Where(tag => IsReleased(tagPattern, tag, color)).ToList();
        var expression = TagExpression.Write(narrow);
        var globs = TagGlobWriter.Write(narrow);
        return new ColorTrigger(
            IsExpression(expression, examples) ? expression : wide.SemaphorePattern,
            IsGlobs(globs, examples) ? globs : wide.GitHubGlobs);
    }

    private static bool IsReleased(string tagPattern, string tag, Color color) =>
        ReleaseTags.TryParse(ReleaseTagParser.Create(tagPattern), tag) is { } release && release.Color == color;

    /// <summary>A single quote would end the text in Semaphore's condition.</summary>
    private static bool IsExpression(string expression, List<string> examples) =>
        !expression.Contains('\'', StringComparison.Ordinal) && examples.TrueForAll(tag => IsMatch(expression, tag));

    private static bool IsMatch(string expression, string tag)
    {
        try
        {
            return Regex.IsMatch(tag, expression, RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static bool IsGlobs(ImmutableArray<string> globs, List<string> examples) =>
        !globs.IsEmpty && TagGlobs.Parse(globs) is var list && examples.TrueForAll(list.Match);
}
