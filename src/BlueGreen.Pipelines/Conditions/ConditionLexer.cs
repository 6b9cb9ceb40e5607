using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>
/// Takes the text of a condition apart into words. The longest word wins: <c>resultx</c> is no keyword.
/// </summary>
internal static partial class ConditionLexer
{
    /// <summary>Longer ones are refused: Semaphore's own documents have none of over a few hundred.</summary>
    public const int MaxLength = 10_000;

    private static readonly FrozenSet<string> Keywords =
        new[] { "branch", "tag", "pull_request", "result", "result_reason" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Takes it apart.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The words; the last one is the end.</returns>
    /// <exception cref="ConditionException">A character begins no word.</exception>
    public static IReadOnlyList<ConditionToken> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new ConditionException(
                ConditionFault.Lexical, 0, $"it has {text.Length} characters, at most {MaxLength} are read");
        }

        var tokens = new List<ConditionToken>();
        for (var at = 0; at < text.Length;)
        {
            var word = Word().Match(text, at);
            if (!word.Success)
            {
                throw new ConditionException(ConditionFault.Lexical, at + 1, Reason(text, at));
            }

            if (!word.Groups["space"].Success)
            {
                tokens.Add(Token(word, at + 1));
            }

            at += word.Length;
        }

        tokens.Add(new ConditionToken(ConditionTokenKind.End, string.Empty, text.Length + 1));
        return tokens;
    }

    private static ConditionToken Token(Match word, int position)
    {
        var text = word.Value;
        if (word.Groups["text"] is { Success: true } quoted)
        {
            return new(ConditionTokenKind.Text, quoted.Value, position);
        }

        var kind = word.Groups["operator"].Success ? ConditionTokenKind.Operator
            : word.Groups["number"].Success ? ConditionTokenKind.Number
            : word.Groups["mark"].Success ? ConditionTokenKind.Mark
            : Kind(text);
        return new(kind, kind is ConditionTokenKind.Identifier ? text : Lower(text), position);
    }

    // All lower or all upper case: 'And' is a name of something else.
    private static ConditionTokenKind Kind(string word) =>
        !IsOneCase(word) ? ConditionTokenKind.Identifier
        : Keywords.Contains(Lower(word)) ? ConditionTokenKind.Keyword
        : Lower(word) is "and" or "or" ? ConditionTokenKind.Connective
        : Lower(word) is "true" or "false" ? ConditionTokenKind.Flag
        : ConditionTokenKind.Identifier;

    private static bool IsOneCase(string word) =>
        !word.Any(char.IsAsciiLetterUpper) || !word.Any(char.IsAsciiLetterLower);

#pragma warning disable CA1308 // The language writes its words in lower case.
    private static string Lower(string word) => word.ToLowerInvariant();
#pragma warning restore CA1308

    private static string Reason(string text, int at) => text[at] switch
    {
        '\'' when at + 1 < text.Length && text[at + 1] == '\'' =>
            "the language has no empty text; write tag !~ '.*' for \"no tag\"",
        '\'' => "this single quote is never closed",
        '"' => "texts stand in single quotes",
        '&' => "write 'and'",
        '|' => "write 'or'",
        var other => $"'{other}' has no meaning here",
    };

    [GeneratedRegex(
        @"\G((?<space>[ \t\r\n]+)|'(?<text>[^']+)'|(?<operator>=~|!~|!=|=)|(?<mark>[()\[\]{},:])"
        + @"|(?<number>-?[0-9]+(\.[0-9]+)?)|[A-Za-z_][A-Za-z0-9_-]*)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Word();
}
