namespace BlueGreen.MiniCluster.Page;

/// <summary>Writes words into commands that people copy into a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>Quotes a word.</summary>
    /// <param name="word">Any text.</param>
    /// <returns>The text as one word of a shell, in single quotes.</returns>
    public static string Quote(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
