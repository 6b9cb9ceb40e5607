using System.Diagnostics;

namespace BlueGreen.MiniCluster.Processes.Machine;

/// <summary>What to run, where, and with which variables.</summary>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Working folder.</param>
/// <param name="Variables">The whole environment.</param>
internal sealed record ProcessStart(
    IReadOnlyList<string> Command, string Folder, IReadOnlyDictionary<string, string> Variables)
{
    // A session of its own makes the process the leader of a group, so that a signal reaches what it starts as well.
    private static readonly string? SetSid =
        new[] { "/usr/bin/setsid", "/bin/setsid", "/usr/local/bin/setsid" }.FirstOrDefault(File.Exists);

    /// <summary>Gets a value indicating whether processes lead a group of their own on this machine.</summary>
    public static bool HasGroups => SetSid is not null;

    /// <summary>Makes what the base library starts: streams redirected, nothing inherited.</summary>
    /// <returns>The start information.</returns>
    /// <exception cref="ProgramException">The program is not there, or cannot be executed.</exception>
    public ProcessStartInfo ToStartInfo()
    {
        if (Command.Count == 0)
        {
            throw new ProgramException(127, "exec: no command specified");
        }

        if (!Directory.Exists(Folder))
        {
            throw new ProgramException(127, $"chdir to cwd (\"{Folder}\"): no such file or directory");
        }

        var program = ProgramPath.Get(Command[0], Variables.GetValueOrDefault("PATH"), Folder);
        var info = new ProcessStartInfo(SetSid ?? program)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in SetSid is null ? Command.Skip(1) : Command.Skip(1).Prepend(program))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in Variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }
}
