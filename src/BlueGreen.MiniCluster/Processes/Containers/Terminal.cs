using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Gives a program a terminal, by <c>script</c> of util-linux, which the base library cannot.</summary>
/// <remarks>Where that is not there, as on macOS, whose <c>script</c> is another, programs run without one. The size of
/// the client's window is not passed on.</remarks>
/// <seealso href="https://man7.org/linux/man-pages/man1/script.1.html"/>
internal static class Terminal
{
    private static readonly string? Script = OperatingSystem.IsLinux()
        ? new[] { "/usr/bin/script", "/bin/script" }.FirstOrDefault(File.Exists) : null;

    /// <summary>Makes a start of a program with a terminal.</summary>
    /// <param name="start">The start without.</param>
    /// <returns>The start with a terminal; the same where there is none.</returns>
    /// <exception cref="ProgramException">The program is not there, or cannot be executed.</exception>
    public static ProcessStart Open(ProcessStart start)
    {
        if (Script is null || start.Command.Count == 0)
        {
            return start;
        }

        var program = ProgramPath.Get(start.Command[0], start.Variables.GetValueOrDefault("PATH"), start.Folder);
        var words = start.Command.Skip(1).Prepend(program).Prepend("exec");
        var variables = new Dictionary<string, string>(start.Variables, StringComparer.Ordinal)
        {
            ["SHELL"] = "/bin/sh",
        };
        variables.TryAdd("TERM", "xterm");
        var line = string.Join(' ', words.Select(Quoted));
        return start with { Command = [Script, "-q", "-e", "-f", "-c", line, "/dev/null"], Variables = variables };
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
