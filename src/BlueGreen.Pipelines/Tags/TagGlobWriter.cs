using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Writes a tag pattern as GitHub's patterns, which let in everything it matches, and little else.</summary>
/// <remarks>
/// What the globs cannot say becomes <c>*</c>: a run that starts on one tag too many ends with "Nothing to do", a
/// release that does not start is missed.
/// </remarks>
internal static partial class TagGlobWriter
{
    private const int MaxGlobs = 8;
    private const int MaxTimes = 8;

    // Stand-ins, so that two stars that meet do not become the other kind.
    private const string Star = "\u0001";
    private const string DoubleStar = "\u0002";

    /// <summary>Writes it.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The globs; empty when there would be too many.</returns>
    public static ImmutableArray<string> Write(TagPatternNode node)
    {
        var alone = node is TagChoice choice ? choice.Choices : [node];
        string[] globs =
        [
            .. alone.SelectMany(each => Expand(each, inVersion: false).Select(glob =>
                Merge($"{(each.BeginsTag ? "" : DoubleStar)}{glob}{(each.EndsTag ? "" : DoubleStar)}")))
                .Distinct(StringComparer.Ordinal),
        ];
        return globs.Length > MaxGlobs || globs.Contains(string.Empty, StringComparer.Ordinal) ? [] : [.. globs];
    }

    private static ImmutableArray<string> Expand(TagPatternNode node, bool inVersion) => node switch
    {
        TagText text => [TagGlobs.Escape(text.Text)],
        TagCharacter character => [Unit(character) ?? Any(node, inVersion)],
        TagGroup group => Expand(group.Content, inVersion || group.Name is "version"),
        TagChoice choice => Few([.. choice.Choices.SelectMany(each => Expand(each, inVersion))], node, inVersion),
        TagSequence sequence => Expand(sequence, inVersion),
        TagRepeat repeat => Expand(repeat, inVersion),
        _ => [string.Empty],
    };

    private static ImmutableArray<string> Expand(TagSequence sequence, bool inVersion)
    {
        ImmutableArray<string> globs = [string.Empty];
        foreach (var part in sequence.Parts)
        {
            var next = Expand(part, inVersion);
            globs = Few([.. from glob in globs from more in next select glob + more], sequence, inVersion);
            if (globs.Length * next.Length > MaxGlobs * MaxGlobs)
            {
                return [Any(sequence, inVersion)];
            }
        }

        return globs;
    }

    private static ImmutableArray<string> Expand(TagRepeat repeat, bool inVersion) =>
        (repeat.Min, repeat.Max, Unit(repeat.Content)) switch
        {
            (1, null, { } unit) => [unit + "+"],
            (0, 1, { } unit) => [unit + "?"],
            (var min, { } max, { } unit) when min == max && min <= MaxTimes =>
                [string.Concat(Enumerable.Repeat(unit, min))],
            (0, 1, null) => [string.Empty, .. Expand(repeat.Content, inVersion)],
            (1, 1, null) => Expand(repeat.Content, inVersion),
            _ => [Any(repeat.Content, inVersion)],
        };

    private static ImmutableArray<string> Few(ImmutableArray<string> globs, TagPatternNode node, bool inVersion) =>
        globs.Length > MaxGlobs ? [Any(node, inVersion)] : globs;

    /// <summary>A version never holds a slash, whatever the pattern says: it could be no label.</summary>
    private static string Any(TagPatternNode node, bool inVersion) =>
        inVersion || !MayHoldSlash(node) ? Star : DoubleStar;

    /// <summary>What <c>?</c> and <c>+</c> can repeat; null for what is no single character of theirs.</summary>
    private static string? Unit(TagPatternNode node) => node switch
    {
        TagText { Text.Length: 1 } text => TagGlobs.Escape(text.Text),
        TagCharacter { Source: @"\d" } => "[0-9]",
        TagCharacter character => Ranges().IsMatch(character.Source) ? character.Source : null,
        TagGroup group => Unit(group.Content),
        TagSequence { Parts: [var only] } => Unit(only),
        _ => null,
    };

    private static bool MayHoldSlash(TagPatternNode node) => node switch
    {
        TagText text => text.Text.Contains('/', StringComparison.Ordinal),
        TagCharacter character => TagCharacters.Takes(character, '/'),
        TagGroup group => MayHoldSlash(group.Content),
        TagRepeat repeat => MayHoldSlash(repeat.Content),
        TagChoice choice => choice.Choices.Any(MayHoldSlash),
        TagSequence sequence => sequence.Parts.Any(MayHoldSlash),
        _ => false,
    };

    private static string Merge(string glob) => Stars().Replace(
        glob, stars => stars.Value.Contains(DoubleStar, StringComparison.Ordinal) ? "**" : "*");

    [GeneratedRegex(
        @"^\[([a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|[A-Za-z0-9])+\]$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Ranges();

    [GeneratedRegex(
        "[\u0001\u0002]+",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Stars();
}
