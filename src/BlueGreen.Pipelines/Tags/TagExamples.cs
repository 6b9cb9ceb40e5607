using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Makes up texts that a tag pattern matches.</summary>
/// <remarks>
/// Every choice is taken once and every repetition done few and more times, each with the rest as usual: a dozen texts,
/// not all of them. What is made up is asked of the pattern again, so a text too many does no harm.
/// </remarks>
internal static class TagExamples
{
    private const int MaxOfOne = 12;
    private const int MaxOfSequence = 48;
    private const int MaxTimes = 40;
    private const string SingleCharacters = "1a7xZ.-_/+@";

    private static readonly string[] Words =
        ["1.0", "2.0.1-rc1", "7", "42", "a", "rc", "abc", "a1", "A", "2026-01-31", "1.0+5", "_"];

    /// <summary>Makes them up.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The texts, the usual one first.</returns>
    public static ImmutableArray<string> Of(TagPatternNode node) => node switch
    {
        TagText text => [text.Text],
        TagCharacter character =>
            [.. SingleCharacters.Where(each => TagCharacters.Takes(character, each)).Select(each => $"{each}")],
        TagGroup group => Of(group.Content),
        TagChoice choice => [.. choice.Choices.SelectMany(each => Of(each).Take(2)).Take(MaxOfOne)],
        TagRepeat repeat => Of(repeat),
        TagSequence sequence => Of(sequence),
        _ => [string.Empty],
    };

    private static ImmutableArray<string> Of(TagSequence sequence)
    {
        var parts = sequence.Parts.Select(Of).ToList();
        if (parts.Exists(part => part.IsEmpty))
        {
            return [];
        }

        var usual = parts.Select(part => part[0]).ToList();
        var texts = new List<string> { string.Concat(usual) };
        for (var index = 0; index < parts.Count; index++)
        {
            foreach (var other in parts[index].Skip(1))
            {
                texts.Add(string.Concat(usual.Select((text, at) => at == index ? other : text)));
            }
        }

        return [.. texts.Distinct(StringComparer.Ordinal).Take(MaxOfSequence)];
    }

    private static ImmutableArray<string> Of(TagRepeat repeat)
    {
        var texts = new List<string>();
        if (Single(repeat.Content) is { } character)
        {
            texts.AddRange(Words
                .Where(word => word.Length >= repeat.Min && word.Length <= (repeat.Max ?? int.MaxValue))
                .Where(word => word.All(each => TagCharacters.Takes(character, each))));
        }

        foreach (var times in new[] { Math.Max(repeat.Min, 1), repeat.Min + 1 }
            .Where(times => times <= (repeat.Max ?? int.MaxValue) && times <= MaxTimes))
        {
            texts.AddRange(Of(repeat.Content).Take(2).Select(text => string.Concat(Enumerable.Repeat(text, times))));
        }

        if (repeat.Min == 0)
        {
            texts.Add(string.Empty);
        }

        return [.. texts.Distinct(StringComparer.Ordinal).Take(MaxOfOne)];
    }

    private static TagCharacter? Single(TagPatternNode node) => node switch
    {
        TagCharacter character => character,
        TagGroup group => Single(group.Content),
        TagSequence { Parts: [var only] } => Single(only),
        _ => null,
    };
}
