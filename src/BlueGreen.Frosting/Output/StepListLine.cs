using Spectre.Console;

namespace BlueGreen.Frosting.Output;

/// <summary>One line of the live list.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it looks on a terminal with colors.</param>
internal sealed record StepListLine(string Text, Style Style)
{
    /// <summary>Gets a value indicating whether this is the line to look at now.</summary>
    public bool IsFocus { get; init; }
}
