namespace BlueGreen.Frosting.Local;

/// <summary>
/// Finds what a program of ours said of its end: the reason, and not the table that Cake prints after it.
/// </summary>
internal static class LastWords
{
    /// <summary>Stands for those of a program that said nothing.</summary>
    public const string None = "(none)";

    private const int MaxLines = 5;
    private const string Failure = "FAILED (";

    /// <summary>Finds them.</summary>
    /// <param name="log">The lines it printed.</param>
    /// <returns>One line: what it failed of, or else its last lines.</returns>
    public static string Of(IEnumerable<string> log)
    {
        var lines = log.Select(line => line.Trim()).Where(line => line.Length > 0 && !IsRule(line)).ToList();
        var failure = lines.FindLastIndex(line => line.StartsWith(Failure, StringComparison.Ordinal));
        var words = failure < 0 ? lines.TakeLast(MaxLines) : lines.Skip(failure).Take(3);
        return string.Join(" | ", words.DefaultIfEmpty(None));
    }

    private static bool IsRule(string line) => line.All(c => c is '═' or '━' or '-' or '=');
}
