using System.Collections.Frozen;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Finds the commands that another command is given to run.</summary>
internal static class CommandWithin
{
    private static readonly FrozenSet<string> Shells = Set("bash", "sh", "dash", "zsh", "pwsh", "powershell");
    private static readonly FrozenSet<string> Runners = Set("ssh", "eval", "su", "watch", "parallel");
    private static readonly FrozenSet<string> Hosts = Set(
        "ssh", "eval", "watch", "parallel", "docker", "podman", "minikube", "microk8s", "k3s");

    private static readonly FrozenSet<string> Tools = Set("kubectl", "helm", "oc");

    /// <summary>Tells whether a command is a shell.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsShell(ShellCommand command) => Shells.Contains(command.Program);

    /// <summary>Lists the scripts among its words: <c>bash -c "…"</c>, <c>ssh host "…"</c>.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The scripts.</returns>
    public static IEnumerable<string> Scripts(ShellCommand command)
    {
        if (Runners.Contains(command.Program))
        {
            return command.Words.Skip(1).Where(word => word.Contains(' ', StringComparison.Ordinal));
        }

        var at = command.Words.ToList().FindIndex(word =>
            word.StartsWith('-') && !word.StartsWith("--", StringComparison.Ordinal)
            && (word.EndsWith('c') || word.Equals("-Command", StringComparison.OrdinalIgnoreCase)));
        return IsShell(command) && at > 0 && at + 1 < command.Words.Count ? [command.Words[at + 1]] : [];
    }

    /// <summary>Finds the command after <c>--</c>, or the one that a container or another host runs.</summary>
    /// <param name="command">The command.</param>
    /// <returns>That command; null when there is none.</returns>
    public static ShellCommand? Of(ShellCommand command)
    {
        var words = command.Words.ToList();
        var at = Hosts.Contains(command.Program)
            ? words.FindIndex(1, word => Tools.Contains(word.Split('/')[^1].Split(':', '@')[0]))
            : -1;
        at = at < 0 ? words.IndexOf("--") + 1 : at;
        return at > 0 && at < words.Count && words[at].Length > 0
            ? new ShellCommand(
                [.. words.Skip(at).Select(Name).Where(word => word is not "--")],
                command.Line,
                command.HasExec,
                command.IsPiped)
            : null;

        // An image is called as the tool in it, and has a version.
        string Name(string word, int index) => index == 0 ? word.Split(':', '@')[0] : word;
    }

    private static FrozenSet<string> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
