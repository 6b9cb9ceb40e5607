using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>Looks for a regular expression as Semaphore does, as far as .NET reads it alike.</summary>
/// <remarks>
/// Semaphore's is PCRE. What only that takes, such as <c>a++</c> or <c>[[:digit:]]</c>, is no mistake: the answer is
/// then not known. So it is of one that takes too long, which is asked once only.
/// </remarks>
/// <seealso href="https://www.erlang.org/doc/apps/stdlib/re.html"/>
internal static class ConditionPattern
{
    private const int MaxKnown = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    // A condition is decided for many tags.
    private static readonly ConcurrentDictionary<string, Regex?> Known = new(StringComparer.Ordinal);

    /// <summary>Looks for it anywhere in a text; in an empty one nothing is ever found.</summary>
    /// <param name="pattern">The expression.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is there; null where only the CI system can tell.</returns>
    /// <exception cref="ConditionException">No engine takes the expression.</exception>
    public static bool? IsFound(string pattern, string text)
    {
        if (Known.Count > MaxKnown)
        {
            Known.Clear();
        }

        // Before the question whether there is a text: a broken pattern is broken for every tag.
        var expression = Known.GetOrAdd(pattern, Read);
        if (text.Length == 0)
        {
            return false;
        }

        try
        {
            return expression?.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            Known[pattern] = null;
            return null;
        }
    }

    private static Regex? Read(string pattern)
    {
        try
        {
            return IsReadOtherwise(pattern) ? null : new Regex(pattern, RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexParseException wrong)
        {
            return IsSurelyWrong(wrong.Error, pattern)
                ? throw new ConditionException(
                    ConditionFault.Pattern, 0, $"'{pattern}' is no regular expression: {wrong.Error}", wrong)
                : null;
        }
    }

    /// <summary>Classes such as <c>[:digit:]</c>, which are single characters to .NET.</summary>
    private static bool IsReadOtherwise(string pattern) =>
        pattern.Contains("[:", StringComparison.Ordinal) || pattern.Contains("[=", StringComparison.Ordinal);

    private static bool IsSurelyWrong(RegexParseError error, string pattern) => error switch
    {
        RegexParseError.UnterminatedBracket
            or RegexParseError.InsufficientClosingParentheses
            or RegexParseError.InsufficientOpeningParentheses
            or RegexParseError.ReversedCharacterRange
            or RegexParseError.UnescapedEndingBackslash => true,

        // What begins with '(*' are words to the engine.
        RegexParseError.QuantifierAfterNothing => !pattern.Contains("(*", StringComparison.Ordinal),
        _ => false,
    };
}
