namespace BlueGreen.Frosting.Output;

/// <summary>Takes out of a text what a terminal or a CI system would obey: pods and clusters print what they
/// like.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands"/>
internal static class PlainText
{
    private const string CommandSign = "::";
    private const string OldCommandSign = "##[";

    /// <summary>Makes a text plain.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without control characters, and without a line that is a workflow command.</returns>
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Select(Printable).Select(Disarm));
    }

    private static string Printable(string line) =>
        line.Any(IsUnprintable) ? string.Concat(line.Select(c => IsUnprintable(c) ? '?' : c)) : line;

    private static bool IsUnprintable(char c) => char.IsControl(c) && c != '\t';

    private static string Disarm(string line)
    {
        var start = line.Length - line.TrimStart().Length;
        return line[start..].StartsWith(CommandSign, StringComparison.Ordinal)
            ? $"{line[..start]}| {line[start..]}"
            : line.Replace(OldCommandSign, "## [", StringComparison.Ordinal);
    }
}
