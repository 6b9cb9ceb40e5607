using System.Globalization;

namespace BlueGreen.Pipelines.Tags;

/// <summary>Writes a tag pattern as a regular expression that .NET and Semaphore (PCRE) read alike.</summary>
/// <remarks>
/// Without names of groups, and with brackets rather than backslashes, which YAML's double quotes would take for
/// their own.
/// </remarks>
internal static class TagExpression
{
    /// <summary>Writes it.</summary>
    /// <param name="node">The pattern.</param>
    /// <returns>The expression.</returns>
    public static string Write(TagPatternNode node) => node switch
    {
        TagText text => string.Concat(text.Text.Select(Literal)),
        TagCharacter { Source: @"\d" } => "[0-9]",
        TagCharacter { Source: @"\w" } => "[A-Za-z0-9_]",
        TagCharacter character => character.Source,
        TagEdge edge => edge.IsEnd ? "$" : "^",
        TagGroup group => Inner(group.Content),
        TagChoice choice => string.Join('|', choice.Choices.Select(Write)),
        TagSequence sequence => string.Concat(sequence.Parts.Select(Inner)),
        TagRepeat repeat => Repeated(repeat.Content) + Times(repeat),
        _ => throw new ArgumentOutOfRangeException(nameof(node), node, "no piece of a pattern"),
    };

    private static string Inner(TagPatternNode node) =>
        Bare(node) is TagChoice choice ? $"({Write(choice)})" : Write(node);

    /// <summary>A repetition takes the one character before it: everything longer stands in brackets.</summary>
    private static string Repeated(TagPatternNode content) =>
        Bare(content) is TagCharacter or TagText { Text.Length: 1 }
            ? Write(Bare(content))
            : $"({Write(Bare(content))})";

    private static TagPatternNode Bare(TagPatternNode node) => node switch
    {
        TagGroup group => Bare(group.Content),
        TagSequence { Parts: [var only] } => Bare(only),
        _ => node,
    };

    private static string Times(TagRepeat repeat) => (repeat.Min, repeat.Max) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        (var min, null) => string.Create(CultureInfo.InvariantCulture, $"{{{min},}}"),
        (var min, { } max) => min == max
            ? string.Create(CultureInfo.InvariantCulture, $"{{{min}}}")
            : string.Create(CultureInfo.InvariantCulture, $"{{{min},{max}}}"),
    };

    private static string Literal(char character) => character switch
    {
        '.' or '*' or '+' or '?' or '|' or '{' or '}' or '(' or ')' or '$' or '[' => $"[{character}]",
        '^' or '\\' or ']' => $"\\{character}",
        _ => character.ToString(),
    };
}
