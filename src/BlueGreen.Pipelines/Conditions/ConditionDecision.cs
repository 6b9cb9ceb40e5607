using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>Decides conditions as Semaphore does.</summary>
internal static class ConditionDecision
{
    private const int MaxKnown = 100;
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(250);

    // A condition is decided for many tags.
    private static readonly ConcurrentDictionary<string, Regex> Known = new(StringComparer.Ordinal);

    /// <summary>Decides one.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="facts">What is known.</param>
    /// <returns>Whether it holds; null where only the CI system can tell, for a function is asked.</returns>
    /// <exception cref="ConditionException">A pattern is no regular expression, or takes too long.</exception>
    public static bool? Of(Condition condition, ConditionFacts facts) => condition switch
    {
        Combination { NeedsBoth: true } all => Both(Of(all.Left, facts), Of(all.Right, facts)),
        Combination any => !Both(!Of(any.Left, facts), !Of(any.Right, facts)),
        Bracketed bracketed => Of(bracketed.Content, facts),
        Comparison comparison => Compare(comparison, facts),
        FlagValue flag => flag.IsTrue,
        NumberValue number => number.Number >= 0,
        CollectionValue list => !list.Items.IsEmpty,
        TextValue text => !string.Equals(text.Text, "false", StringComparison.Ordinal),
        KnownValue known => facts.Get(known.Keyword).Length > 0,
        _ => null,
    };

    private static bool? Both(bool? left, bool? right) =>
        left is false || right is false ? false : left is null || right is null ? null : true;

    private static bool? Compare(Comparison comparison, ConditionFacts facts)
    {
        if (Text(comparison.Left, facts) is not { } left || Text(comparison.Right, facts) is not { } right)
        {
            return null;
        }

        return comparison.Operator switch
        {
            ComparisonOperator.Equals => string.Equals(left, right, StringComparison.Ordinal),
            ComparisonOperator.Differs => !string.Equals(left, right, StringComparison.Ordinal),
            ComparisonOperator.Matches => IsFound(right, left),
            _ => !IsFound(right, left),
        };
    }

    private static string? Text(Condition value, ConditionFacts facts) => value switch
    {
        TextValue text => text.Text,
        KnownValue known => facts.Get(known.Keyword),
        _ => null,
    };

    /// <summary>Anywhere in it; and never in an empty text, whatever the pattern says.</summary>
    private static bool IsFound(string pattern, string text)
    {
        try
        {
            // Before the question whether there is a text: a broken pattern is broken for every tag.
            if (Known.Count > MaxKnown)
            {
                Known.Clear();
            }

            var expression = Known.GetOrAdd(
                pattern, static each => new Regex(each, RegexOptions.CultureInvariant, PatternLimit));
            return text.Length > 0 && expression.IsMatch(text);
        }
        catch (RegexParseException broken)
        {
            throw new ConditionException(
                ConditionFault.Pattern, 0, $"'{pattern}' is no regular expression: {broken.Error}", broken);
        }
        catch (RegexMatchTimeoutException slow)
        {
            throw new ConditionException(
                ConditionFault.Pattern, 0, $"'{pattern}' takes too long to be found or not", slow);
        }
    }
}
