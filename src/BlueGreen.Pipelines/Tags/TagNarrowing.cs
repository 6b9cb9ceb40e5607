using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Narrows a tag pattern to the tags of one color.</summary>
internal static class TagNarrowing
{
    private const string ColorGroup = "color";
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>Narrows it.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="color">The color.</param>
    /// <returns>What is left; null when nothing of that color can match.</returns>
    public static TagPatternNode? Of(TagPatternNode node, Color color) => node switch
    {
        TagGroup { Name: ColorGroup } group => Takes(group.Content, color) ? new TagText(color.ToName()) : null,
        TagGroup group => Of(group.Content, color) is { } content ? group with { Content = content } : null,
        TagRepeat repeat => Of(repeat, color),
        TagSequence sequence => Of(sequence, color),
        TagChoice choice => Of(choice, color),
        _ => node,
    };

    private static TagPatternNode? Of(TagRepeat repeat, Color color) => Of(repeat.Content, color) is { } content
        ? repeat with { Content = content }
        : repeat.Min == 0 ? new TagSequence([]) : null;

    private static TagSequence? Of(TagSequence sequence, Color color)
    {
        var parts = sequence.Parts.Select(part => Of(part, color)).OfType<TagPatternNode>().ToImmutableArray();
        return parts.Length == sequence.Parts.Length ? new TagSequence(parts) : null;
    }

    private static TagPatternNode? Of(TagChoice choice, Color color)
    {
        var left = choice.Choices.Select(each => Of(each, color)).OfType<TagPatternNode>().ToImmutableArray();
        return left.Length switch
        {
            0 => null,
            1 => left[0],
            _ => new TagChoice(left),
        };
    }

    private static bool Takes(TagPatternNode content, Color color)
    {
        var whole = new TagSequence([new TagEdge(IsEnd: false), new TagGroup(null, content), new TagEdge(IsEnd: true)]);
        return Regex.IsMatch(color.ToName(), TagExpression.Write(whole), RegexOptions.CultureInvariant, Limit);
    }
}
