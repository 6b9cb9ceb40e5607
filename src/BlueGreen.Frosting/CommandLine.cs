using BlueGreen.Options;

namespace BlueGreen.Frosting;

/// <summary>Translates what a user typed into what Cake's parser takes, and back. Pure.</summary>
internal static class CommandLine
{
    /// <summary>
    /// The argument that stands for <c>--dryrun</c> inside: Cake's own switch would run nothing of ours.
    /// </summary>
    public const string DryRunArgument = "bluegreen-dryrun";

    /// <summary>The target that Cake runs when none is named.</summary>
    public const string DefaultTarget = "Default";

    private const string DryRunSwitch = "--dryrun";

    // Cake's command line takes no dot in a name; ours, such as 'timeouts.ready', pass it under this guise.
    private const string DotStandIn = "__dot__";

    // kubectl's spelling is among them: a dry run that is misspelt must not become a real one.
    private static readonly string[] DryRunSpellings = [DryRunSwitch, "--dry-run", "--noop", "--whatif"];
    private static readonly string[] TargetNames = ["--target", "--Target", "-t"];
    private static readonly string[] VerbosityNames = ["--verbosity", "-v"];
    private static readonly string[] ShowOnly =
    [
        "--version", "--ver", "--info", "--tree", "--showtree",
        "--description", "--descriptions", "--showdescription", "--showdescriptions",
    ];

    /// <summary>Turns the user's arguments into Cake's.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="ours">The names of our targets: each has a dry run of its own.</param>
    /// <param name="wantsJson">Whether stdout belongs to one JSON document.</param>
    /// <returns>The arguments for Cake.</returns>
    public static IReadOnlyList<string> Translate(
        IReadOnlyList<string> args, IReadOnlySet<string> ours, bool wantsJson)
    {
        var result = args.Select(Spelled).Select(WithoutDots).Where(arg => !IsDryRun(arg)).ToList();
        if (result.Count < args.Count)
        {
            // Exclusive, so that no task the target depends on runs for real.
            result.AddRange(
                Targets(args).All(ours.Contains) ? [$"--{DryRunArgument}=true", "--exclusive"] : [DryRunSwitch]);
        }

        if (wantsJson)
        {
            // Nothing but the document may stand on stdout, however talkative the rest was wanted.
            foreach (var (at, length, _) in Uses(result, VerbosityNames).Reverse())
            {
                result.RemoveRange(at, length);
            }

            result.AddRange(["--verbosity=quiet", "--no-report"]);
        }

        return result;
    }

    /// <summary>Finds the targets that are asked for.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>Their names as typed; <see cref="DefaultTarget"/> when there is none.</returns>
    public static IReadOnlyList<string> Targets(IReadOnlyList<string> args) =>
        [.. Uses(args, TargetNames).Select(use => use.Value).DefaultIfEmpty(DefaultTarget)];

    /// <summary>Tells whether tasks are only shown, not run.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>Whether no task will run.</returns>
    public static bool ShowsOnly(IEnumerable<string> args) =>
        args.Any(arg => ShowOnly.Contains(arg, StringComparer.Ordinal));

    /// <summary>Tells whether stdout belongs to one JSON document.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <returns>Whether arguments or environment say so.</returns>
    public static bool WantsJson(IReadOnlyList<string> args, IReadOnlyDictionary<string, string> environment)
    {
        var said = Uses(args, ["--output"]).Select(use => use.Value).LastOrDefault();
        var form = said ?? environment.GetValueOrDefault("BLUEGREEN_OUTPUT");
        return nameof(OutputForm.Json).Equals(form, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Gives an argument's name its dots back.</summary>
    /// <param name="name">The name as Cake has it.</param>
    /// <returns>The name as the user wrote it.</returns>
    public static string WithDots(string name) => name.Replace(DotStandIn, ".", StringComparison.Ordinal);

    private static bool IsDryRun(string argument) =>
        DryRunSpellings.Contains(argument, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds an argument in all forms the parser takes: <c>--name=value</c>, <c>--name value</c>.</summary>
    private static IEnumerable<(int At, int Length, string Value)> Uses(IReadOnlyList<string> args, string[] names)
    {
        for (var index = 0; index < args.Count; index++)
        {
            var end = args[index].IndexOfAny(['=', ':']);
            if (end > 0 && names.Contains(args[index][..end], StringComparer.Ordinal))
            {
                yield return (index, 1, args[index][(end + 1)..]);
            }
            else if (names.Contains(args[index], StringComparer.Ordinal) && index + 1 < args.Count)
            {
                yield return (index, 2, args[++index]);
            }
        }
    }

    // The only options with a short form: people type them again and again.
    private static string Spelled(string argument)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? at : argument.Length;
        return argument[..end] switch
        {
            "--fresh" when end == argument.Length => "--mini-cluster.fresh=true",
            "--ci" => $"--pipelines.ci{argument[end..]}",
            "--style" => $"--pipelines.style{argument[end..]}",
            _ => argument,
        };
    }

    private static string WithoutDots(string argument)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? at : argument.Length;
        return argument.StartsWith("--", StringComparison.Ordinal)
            ? argument[..end].Replace(".", DotStandIn, StringComparison.Ordinal) + argument[end..]
            : argument;
    }
}
