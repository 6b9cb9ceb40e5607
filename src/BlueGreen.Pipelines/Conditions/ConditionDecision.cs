namespace BlueGreen.Pipelines.Conditions;

/// <summary>Decides conditions as Semaphore does.</summary>
internal static class ConditionDecision
{
    /// <summary>Decides one.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="facts">What is known.</param>
    /// <returns>
    /// Whether it holds; null where only the CI system can tell: a function is asked, or a pattern is one that .NET
    /// does not read.
    /// </returns>
    /// <exception cref="ConditionException">A pattern is no regular expression.</exception>
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
            ComparisonOperator.Matches => ConditionPattern.IsFound(right, left),
            _ => !ConditionPattern.IsFound(right, left),
        };
    }

    private static string? Text(Condition value, ConditionFacts facts) => value switch
    {
        TextValue text => text.Text,
        KnownValue known => facts.Get(known.Keyword),
        _ => null,
    };
}
