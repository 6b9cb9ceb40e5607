namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>
/// A row of the table in docs/mini-cluster.md: what kubectl can do against the mini-cluster, written beside the test
/// that does it.
/// </summary>
/// <param name="command">The command with the option that the row is about, without <c>kubectl</c>.</param>
/// <param name="differs">What differs from a real cluster; nothing when nothing does.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RowAttribute(string command, string differs = "") : Attribute
{
    /// <summary>Gets the command.</summary>
    public string Command { get; } = command;

    /// <summary>Gets what differs.</summary>
    public string Differs { get; } = differs;

    /// <summary>Tells whether a command line is of this row: it has all the row's words, whatever else it has.</summary>
    public bool IsRunBy(IReadOnlyList<string> line) => Command.Split(' ').All(word => line.Any(w => IsSame(word, w)));

    private static bool IsSame(string word, string used) =>
        string.Equals(word, used, StringComparison.Ordinal) || used.StartsWith($"{word}=", StringComparison.Ordinal);
}
