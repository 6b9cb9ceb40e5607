using System.Reflection;
using System.Runtime.InteropServices;
using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Frosting;

/// <summary>Runs Cake Frosting with our tasks, and returns exit codes that mean something.</summary>
/// <example>
/// <code>return new BlueGreenHost().Run(args);</code>
/// Your own Frosting tasks stand beside ours: every public task of the entry assembly is found.
/// </example>
public sealed class BlueGreenHost
{
    /// <summary>
    /// The argument that stands for <c>--dryrun</c> inside: Cake's own switch would run nothing of ours.
    /// </summary>
    internal const string DryRunArgument = "bluegreen-dryrun";

    // Cake's command line takes no dot in a name; ours, such as 'timeouts.ready', pass it under this guise.
    private const string DotStandIn = "__dot__";

    private static readonly string[] DryRunSwitches = ["--dryrun", "--noop", "--whatif"];
    private readonly List<Assembly> _assemblies = [typeof(BlueGreenHost).Assembly];

    /// <summary>Adds a library of tasks.</summary>
    /// <param name="assembly">An assembly with public task classes.</param>
    /// <returns>The same host.</returns>
    public BlueGreenHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Does what the command line asks.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code; see <see cref="ExitCode"/>.</returns>
    public int Run(IEnumerable<string> args)
    {
        var given = args.ToList();
        if (given.Any(arg => arg is "--help" or "-h"))
        {
            HelpText.Write();
            return 0;
        }

        using var outcome = new RunOutcome();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop(outcome, ExitCode.Interrupted));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop(outcome, ExitCode.Terminated));
        var host = new CakeHost().UseContext<BlueGreenContext>();
        host.ConfigureServices(services => services.AddSingleton(outcome));
        foreach (var assembly in _assemblies.Where(assembly => assembly != Assembly.GetEntryAssembly()))
        {
            host.AddAssembly(assembly);
        }

        var code = host.Run(Translate(given));
        return outcome.ExitCode is { } wanted ? (int)wanted : code switch
        {
            0 => 0,
            -1 => (int)ExitCode.Usage,
            _ => (int)ExitCode.Defect,
        };
    }

    /// <summary>Gives an argument's name its dots back.</summary>
    /// <param name="name">The name as Cake has it.</param>
    /// <returns>The name as the user wrote it.</returns>
    internal static string WithDots(string name) => name.Replace(DotStandIn, ".", StringComparison.Ordinal);

    private static string WithoutDots(string argument)
    {
        var end = argument.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? at : argument.Length;
        return argument.StartsWith("--", StringComparison.Ordinal)
            ? argument[..end].Replace(".", DotStandIn, StringComparison.Ordinal) + argument[end..]
            : argument;
    }

    private static Action<PosixSignalContext> Stop(RunOutcome outcome, ExitCode code) => signal =>
    {
        // The process ends by itself, after the journal has its line and the lease is released.
        signal.Cancel = true;
        outcome.Stop(code);
    };

    /// <summary>
    /// Turns <c>--dryrun</c> of our targets into an argument: Cake's own switch prints names only. Exclusive, so that
    /// no task the target depends on runs for real.
    /// </summary>
    private static List<string> Translate(List<string> args)
    {
        var result = args.ConvertAll(WithoutDots);
        if (result.Exists(arg => DryRunSwitches.Contains(arg, StringComparer.Ordinal)) && TargetIsOurs(args))
        {
            result.RemoveAll(arg => DryRunSwitches.Contains(arg, StringComparer.Ordinal));
            result.AddRange([$"--{DryRunArgument}=true", "--exclusive"]);
        }

        if (result.Contains("--output=json", StringComparer.Ordinal))
        {
            // Nothing but the document may stand on stdout.
            result.AddRange(["--verbosity=quiet", "--no-report"]);
        }

        return result;
    }

    private static bool TargetIsOurs(List<string> args)
    {
        var targets = args.Select((arg, index) => arg switch
        {
            _ when arg.StartsWith("--target=", StringComparison.OrdinalIgnoreCase) => arg["--target=".Length..],
            "--target" or "-t" when index + 1 < args.Count => args[index + 1],
            _ => null,
        }).OfType<string>().ToList();
        return targets.Count > 0 && targets.TrueForAll(target => TaskNames.Contains(target));
    }

    private static HashSet<string> TaskNames { get; } = typeof(BlueGreenHost).Assembly.GetExportedTypes()
        .Select(type => type.GetCustomAttribute<TaskNameAttribute>()?.Name)
        .OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
