using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>A condition of Semaphore's, such as <c>result = 'passed' AND tag =~ '^v.*-blue$'</c>, as a tree.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/conditions-dsl"/>
internal abstract record Condition
{
    /// <summary>Reads one.</summary>
    /// <param name="text">The text of a <c>when</c>.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="ConditionException">It is no condition; the message says what and where.</exception>
    public static Condition Parse(string text) => new ConditionParser(ConditionLexer.Read(text)).Parse();

    /// <summary>Lists the conditions it is made of, itself first.</summary>
    /// <returns>All of them.</returns>
    public IEnumerable<Condition> Parts()
    {
        var open = new Stack<Condition>([this]);
        while (open.TryPop(out var part))
        {
            yield return part;
            foreach (var inner in part.Inner)
            {
                open.Push(inner);
            }
        }
    }

    /// <summary>Gets what it is made of directly.</summary>
    private protected virtual ImmutableArray<Condition> Inner => [];
}

/// <summary>Two conditions of which both, or one, must hold.</summary>
/// <param name="Left">The first.</param>
/// <param name="NeedsBoth">Whether both must hold.</param>
/// <param name="Right">The second.</param>
/// <remarks><c>and</c> does not bind closer than <c>or</c>: <c>a or b and c</c> means <c>(a or b) and c</c>.</remarks>
internal sealed record Combination(Condition Left, bool NeedsBoth, Condition Right) : Condition
{
    private protected override ImmutableArray<Condition> Inner => [Left, Right];
}

/// <summary>A condition in brackets.</summary>
/// <param name="Content">The condition.</param>
internal sealed record Bracketed(Condition Content) : Condition
{
    private protected override ImmutableArray<Condition> Inner => [Content];
}

/// <summary>Two values that are compared.</summary>
/// <param name="Left">The value.</param>
/// <param name="Operator">How.</param>
/// <param name="Right">The other value; a pattern where the operator matches.</param>
internal sealed record Comparison(Condition Left, ComparisonOperator Operator, Condition Right) : Condition
{
    private protected override ImmutableArray<Condition> Inner => [Left, Right];
}

/// <summary>What the CI system knows of the run, by its name.</summary>
/// <param name="Keyword">The name, in lower case.</param>
internal sealed record KnownValue(string Keyword) : Condition;

/// <summary>A text in single quotes.</summary>
/// <param name="Text">The text, without quotes. It is never empty: the language has no empty text.</param>
internal sealed record TextValue(string Text) : Condition;

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="IsTrue">Which.</param>
internal sealed record FlagValue(bool IsTrue) : Condition;

/// <summary>A number; those that are not negative hold.</summary>
/// <param name="Number">The number.</param>
internal sealed record NumberValue(decimal Number) : Condition;

/// <summary>A list or a map, as functions take them; one that is not empty holds.</summary>
/// <param name="Items">Its items; the values of a map.</param>
internal sealed record CollectionValue(ImmutableArray<Condition> Items) : Condition
{
    private protected override ImmutableArray<Condition> Inner => Items;
}

/// <summary>A function, such as <c>change_in('/lib')</c>: only the CI system knows what it gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">What it is given.</param>
internal sealed record FunctionCall(string Name, ImmutableArray<Condition> Arguments) : Condition
{
    private protected override ImmutableArray<Condition> Inner => Arguments;
}

/// <summary>How two values are compared.</summary>
internal enum ComparisonOperator
{
    /// <summary><c>=</c>.</summary>
    Equals,

    /// <summary><c>!=</c>.</summary>
    Differs,

    /// <summary><c>=~</c>: the right one, a regular expression, is found in the left one.</summary>
    Matches,

    /// <summary><c>!~</c>: it is not found.</summary>
    MatchesNot,
}
