using System.Collections.Frozen;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Knows commands that change the cluster: our targets, kubectl and helm.</summary>
internal static class ReleaseCommand
{
    private const int MaxDepth = 3;

    private static readonly FrozenSet<string> Targets = Set(
        "Deploy", "SmokeTest", "Activate", "Rollback", "Decommission", "Release");

    private static readonly FrozenSet<string> DryRuns = Set("--dryrun", "--dry-run", "--noop", "--whatif");

    private static readonly FrozenSet<string> KubectlVerbs = Set(
        "apply", "create", "delete", "patch", "replace", "scale", "set", "edit", "annotate", "label", "autoscale",
        "expose", "run", "drain", "cordon", "uncordon", "taint");

    private static readonly FrozenSet<string> RolloutVerbs = Set("restart", "undo", "pause", "resume");
    private static readonly FrozenSet<string> HelmVerbs = Set("install", "upgrade", "rollback", "uninstall", "delete");

    private static readonly FrozenSet<string> FlagsWithValue = Set(
        "-n", "--namespace", "--context", "--kube-context", "--kubeconfig", "-s", "--server", "--cluster", "--user",
        "--as", "--token", "--request-timeout", "--certificate-authority", "-v");

    /// <summary>Tells whether a script changes, or may change, what users get.</summary>
    /// <param name="script">A line, or several, of a shell.</param>
    /// <returns>Whether it does.</returns>
    public static bool TouchesCluster(string script) => Find(script).Any();

    /// <summary>Finds the commands of a script that change, or may change, what users get.</summary>
    /// <param name="script">A line, or several, of a shell.</param>
    /// <returns>The commands.</returns>
    public static IEnumerable<ShellCommand> Find(string script) => Find(script, depth: 0);

    /// <summary>Tells whether a command is one of our targets, and no dry run.</summary>
    /// <param name="command">The command.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsTarget(ShellCommand command) =>
        IsRunner(command)
        && !command.Words.Any(DryRuns.Contains)
        && TargetNames(command).Any(name => Targets.Contains(name) || name.Contains('$', StringComparison.Ordinal));

    private static IEnumerable<ShellCommand> Find(string script, int depth) =>
        depth >= MaxDepth ? [] : ShellScript.Read(script).SelectMany(command => Find(command, depth));

    private static IEnumerable<ShellCommand> Find(ShellCommand command, int depth) =>
        IsTarget(command) || IsTool(command) ? [command]
        : CommandWithin.Scripts(command).SelectMany(inner => Find(inner, depth + 1))
            .Select(found => found with { Line = command.Line, HasExec = command.HasExec })
            .Concat(CommandWithin.Of(command) is { } within && depth < MaxDepth ? Find(within, depth + 1) : []);

    /// <summary>Scripts and .NET programs: docker and others have targets of their own.</summary>
    private static bool IsRunner(ShellCommand command) =>
        command.Words[0].AsSpan().ContainsAny('/', '\\')
        || command.Program is "DOTNET" or "BUILD" or "CAKE"
        || CommandWithin.IsShell(command)
        || Path.GetExtension(command.Program) is ".SH" or ".PS1" or ".CMD" or ".DLL";

    private static IEnumerable<string> TargetNames(ShellCommand command)
    {
        for (var index = 1; index < command.Words.Count; index++)
        {
            var word = command.Words[index];
            var end = word.IndexOfAny(['=', ':']);
            var name = end > 0 ? word[..end] : word;
            if (name is "--target" or "--Target" or "-t" or "-Target" or "-target")
            {
                yield return end > 0 ? word[(end + 1)..]
                    : index + 1 < command.Words.Count ? command.Words[++index] : string.Empty;
            }
        }
    }

    private static bool IsTool(ShellCommand command)
    {
        var words = Plain(command).ToList();
        var changes = command.Program switch
        {
            "KUBECTL" or "OC" or "KUBECTL.EXE" => words is [var verb, ..] && KubectlVerbs.Contains(verb)
                || (words is ["rollout", var how, ..] && RolloutVerbs.Contains(how)),
            "HELM" or "HELM.EXE" => words is [var verb, ..] && HelmVerbs.Contains(verb),
            _ => false,
        };
        return changes && !command.Words.Any(IsDryRun);
    }

    private static bool IsDryRun(string word) =>
        word is "--dry-run" or "--dry-run=client" or "--dry-run=server" or "--dry-run=true";

    /// <summary>The words that are neither flags nor their values.</summary>
    private static IEnumerable<string> Plain(ShellCommand command)
    {
        for (var index = 1; index < command.Words.Count; index++)
        {
            if (FlagsWithValue.Contains(command.Words[index]))
            {
                index++;
            }
            else if (!command.Words[index].StartsWith('-'))
            {
                yield return command.Words[index];
            }
        }
    }

    private static FrozenSet<string> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
