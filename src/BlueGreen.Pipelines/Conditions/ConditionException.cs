using System.Diagnostics.CodeAnalysis;

namespace BlueGreen.Pipelines.Conditions;

/// <summary>Says why a text is no condition, or why a condition cannot be decided.</summary>
/// <param name="fault">What kind of mistake it is.</param>
/// <param name="position">Where in the text, from 1.</param>
/// <param name="message">What is wrong, as a clause.</param>
/// <param name="inner">What it comes from.</param>
[SuppressMessage("Design", "CA1064", Justification = "Becomes a finding: no caller outside can meet it.")]
internal sealed class ConditionException(ConditionFault fault, int position, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Gets what kind of mistake it is.</summary>
    public ConditionFault Fault { get; } = fault;

    /// <summary>Gets the place in the text, from 1; 0 when it is not one place.</summary>
    public int Position { get; } = position;
}

/// <summary>Kinds of mistakes in conditions.</summary>
internal enum ConditionFault
{
    /// <summary>A character that begins nothing.</summary>
    Lexical,

    /// <summary>Words in an order that means nothing.</summary>
    Syntax,

    /// <summary>A text that is compared as a regular expression, and is none. Semaphore notices when it
    /// decides.</summary>
    Pattern,
}
