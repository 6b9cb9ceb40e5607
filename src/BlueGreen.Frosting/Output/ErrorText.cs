using BlueGreen.Errors;

namespace BlueGreen.Frosting.Output;

/// <summary>Writes a failure as three paragraphs: what, why, what next.</summary>
internal static class ErrorText
{
    /// <summary>Writes it.</summary>
    /// <param name="error">The failure.</param>
    /// <returns>Lines without a line end.</returns>
    public static string Of(ReleaseException error) => string.Join('\n',
        $"FAILED ({(int)error.ExitCode}): {error.Problem}",
        $"  why:  {Indent(error.Reason)}",
        $"  next: {Indent(error.Remedy)}");

    private static string Indent(string text) =>
        text.Trim().Replace("\n", "\n        ", StringComparison.Ordinal);
}
