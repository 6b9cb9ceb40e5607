using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Tags;

/// <summary>A list of GitHub's patterns for tags, as <c>on.push.tags</c> holds them.</summary>
/// <remarks>
/// <c>*</c> is anything without a slash, <c>**</c> anything; <c>?</c> and <c>+</c> repeat the character before them,
/// none or once, once or more; <c>[0-9a-z]</c> is one character; a backslash takes the meaning from the next one. A
/// pattern that begins with <c>!</c> takes away what those before it let in; the last one that matches decides.
/// </remarks>
/// <seealso
/// href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet"/>
internal sealed class TagGlobs
{
    private const int MaxLength = 1000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private readonly ImmutableArray<(bool TakesAway, Regex Expression)> _patterns;

    private TagGlobs(ImmutableArray<(bool TakesAway, Regex Expression)> patterns) => _patterns = patterns;

    /// <summary>Reads them.</summary>
    /// <param name="patterns">The patterns, in their order.</param>
    /// <returns>The list.</returns>
    /// <exception cref="FormatException">One is no pattern; the message says why.</exception>
    public static TagGlobs Parse(IEnumerable<string> patterns) => new(
        [.. patterns.Select(pattern => pattern.StartsWith('!')
            ? (true, Expression(pattern[1..]))
            : (false, Expression(pattern)))]);

    /// <summary>Tells whether a tag starts the workflow.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether the last pattern that matches lets it in.</returns>
    public bool Match(string tag)
    {
        foreach (var (takesAway, expression) in _patterns.Reverse())
        {
            if (expression.IsMatch(tag))
            {
                return !takesAway;
            }
        }

        return false;
    }

    /// <summary>Writes text so that it stands for itself in a pattern.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, escaped.</returns>
    public static string Escape(string text) =>
        string.Concat(text.Select(each => each is '*' or '?' or '+' or '[' or ']' or '!' or '\\'
            ? $"\\{each}"
            : each.ToString()));

    private static Regex Expression(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            throw new FormatException($"it has {pattern.Length} characters, at most {MaxLength} are read");
        }

        var text = new StringBuilder("^");
        for (var at = 0; at < pattern.Length;)
        {
            at += Append(text, pattern, at);
        }

        try
        {
            // Never backtracks: a pattern of stars takes no longer than any other.
            return new Regex(
                text.Append(@"\z").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException large)
        {
            throw new FormatException("it is too large", large);
        }
    }

    /// <summary>Translates one element with what repeats it.</summary>
    private static int Append(StringBuilder text, string pattern, int at)
    {
        var (element, length) = Element(pattern, at);
        if (at + length < pattern.Length && pattern[at + length] is '?' or '+')
        {
            text.Append("(?:").Append(element).Append(')').Append(pattern[at + length]);
            return length + 1;
        }

        text.Append(element);
        return length;
    }

    private static (string Element, int Length) Element(string pattern, int at) => pattern[at] switch
    {
        '*' when at + 1 < pattern.Length && pattern[at + 1] is '*' => ("(?s:.*)", 2),
        '*' => ("[^/]*", 1),
        '?' or '+' => throw new FormatException($"'{pattern[at]}' repeats nothing"),
        '[' => Characters(pattern, at),
        '\\' when at + 1 < pattern.Length => (Regex.Escape(pattern[at + 1].ToString()), 2),
        '\\' => throw new FormatException("it ends in a backslash"),
        ']' => ("\\]", 1),
        var other => (Regex.Escape(other.ToString()), 1),
    };

    private static (string Element, int Length) Characters(string pattern, int at)
    {
        var end = pattern.IndexOf(']', at + 1);
        if (end < at + 2)
        {
            throw new FormatException(end < 0 ? "a '[' is never closed" : "there is nothing between '[' and ']'");
        }

        var members = pattern[(at + 1)..end];
        var element = new StringBuilder("[");
        for (var index = 0; index < members.Length; index++)
        {
            if (index + 2 < members.Length && members[index + 1] is '-')
            {
                Range(element, members[index], members[index + 2]);
                index += 2;
            }
            else
            {
                element.Append(One(members[index]));
            }
        }

        return (element.Append(']').ToString(), end - at + 1);
    }

    private static void Range(StringBuilder element, char first, char last)
    {
        if (first > last || !char.IsAsciiLetterOrDigit(first) || !char.IsAsciiLetterOrDigit(last))
        {
            throw new FormatException($"'{first}-{last}' is no range such as a-z, A-Z or 0-9");
        }

        element.Append(first).Append('-').Append(last);
    }

    private static string One(char member) => member is '\\' or ']' or '[' or '^' or '-' ? $"\\{member}" : $"{member}";
}
