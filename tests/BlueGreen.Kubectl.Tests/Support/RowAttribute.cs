namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>
/// A row of the table in docs/mini-cluster.md: what kubectl can do against the mini-cluster, written beside the test
/// that does it.
/// </summary>
/// <param name="command">The command with the option that the row is about, without <c>kubectl</c>.</param>
/// <param name="verdict">Whether it works as on a real cluster, or what differs.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RowAttribute(string command, string verdict = "yes") : Attribute
{
    /// <summary>Gets the command.</summary>
    public string Command { get; } = command;

    /// <summary>Gets whether it works, or what differs.</summary>
    public string Verdict { get; } = verdict;

    /// <summary>Tells whether a command line is of this row: it has all the row's words.</summary>
    public bool IsRunBy(IReadOnlyList<string> line) =>
        Command.Split(' ').All(word => line.Any(w => IsSame(word, w)));

    private static bool IsSame(string word, string used) =>
        string.Equals(word, used, StringComparison.Ordinal)
        || used.StartsWith($"{word}=", StringComparison.Ordinal)
        || (word.EndsWith('/') && used.StartsWith(word, StringComparison.Ordinal));
}
