namespace BlueGreen.Pipelines.Conditions;

/// <summary>A word of a condition.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How it is written; a text without its quotes, a keyword in lower case.</param>
/// <param name="Position">Where it begins, from 1.</param>
internal readonly record struct ConditionToken(ConditionTokenKind Kind, string Text, int Position)
{
    /// <summary>Spells it for messages.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Kind switch
    {
        ConditionTokenKind.End => "the end",
        _ => $"'{Text}'",
    };
}

/// <summary>Kinds of words.</summary>
internal enum ConditionTokenKind
{
    /// <summary>After the last word.</summary>
    End,

    /// <summary>What the CI system knows: <c>branch</c>, <c>tag</c>, ….</summary>
    Keyword,

    /// <summary><c>=</c>, <c>!=</c>, <c>=~</c>, <c>!~</c>.</summary>
    Operator,

    /// <summary><c>and</c>, <c>or</c>.</summary>
    Connective,

    /// <summary>A text in single quotes.</summary>
    Text,

    /// <summary><c>true</c>, <c>false</c>.</summary>
    Flag,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Any other word: the name of a function, or of an entry in a map.</summary>
    Identifier,

    /// <summary>A bracket, a comma or a colon.</summary>
    Mark,
}
