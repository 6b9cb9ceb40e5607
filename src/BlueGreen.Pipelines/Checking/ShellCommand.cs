namespace BlueGreen.Pipelines.Checking;

/// <summary>One command of a shell script.</summary>
/// <param name="Words">Its words, without quotes, and without what stands before the program: <c>exec</c>.</param>
/// <param name="Line">Its line in the script, from 0.</param>
/// <param name="HasExec">Whether it takes the place of the shell.</param>
/// <param name="IsPiped">Whether a pipe joins it with another.</param>
internal sealed record ShellCommand(IReadOnlyList<string> Words, int Line, bool HasExec, bool IsPiped)
{
    /// <summary>Gets the program's name, in lower case and without its folder.</summary>
    public string Program { get; } = Words[0].Split('/', '\\')[^1].ToUpperInvariant();
}
