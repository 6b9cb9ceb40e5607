using System.Collections;
using System.Reflection;
using System.Runtime.InteropServices;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Output;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;

namespace BlueGreen.Frosting;

/// <summary>Runs Cake Frosting with our tasks, and returns exit codes that mean something.</summary>
/// <example>
/// <code>return new BlueGreenHost().Run(args);</code>
/// Your own Frosting tasks stand beside ours: every public task of the entry assembly is found. One named
/// <c>Build</c>, <c>Push</c> or <c>Init</c> takes the place of ours.
/// </example>
public sealed class BlueGreenHost
{
    private readonly List<Assembly> _assemblies = [typeof(BlueGreenHost).Assembly];

    /// <summary>Gets the environment variables that options, CI system and manifests are read from.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = System.Environment
        .GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            entry => (string)entry.Key, entry => (string?)entry.Value ?? string.Empty, StringComparer.Ordinal);

    /// <summary>Gets what opens the stream for a document that machines read.</summary>
    internal Func<Stream> OpenStdout { get; init; } = Console.OpenStandardOutput;

    /// <summary>Gets what changes Cake's services before a run, such as its console.</summary>
    internal Action<IServiceCollection> Services { get; init; } = _ => { };

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

        var assemblies = _assemblies.Append(Assembly.GetEntryAssembly()).OfType<Assembly>().Distinct().ToList();
        if (!CommandLine.ShowsOnly(given)
            && UnknownTarget.Find(CommandLine.Targets(given), assemblies.SelectMany(TaskNames.Of)) is { } unknown)
        {
            StandardOutput.WriteError(ErrorText.Of(unknown));
            return (int)unknown.ExitCode;
        }

        return Run(given, OurTasks.For(assemblies));
    }

    /// <summary>
    /// Lets the process end by itself at the first signal, after the journal has its line and the lease is released.
    /// At the second one the user has waited enough: it ends where it is.
    /// </summary>
    /// <param name="outcome">Takes the exit code.</param>
    /// <param name="code">130 or 143.</param>
    /// <param name="signal">The signal.</param>
    internal static void OnSignal(RunOutcome outcome, ExitCode code, PosixSignalContext signal)
    {
        signal.Cancel = !outcome.Stopping.IsCancellationRequested;
        if (signal.Cancel)
        {
            outcome.Stop(code);
        }
        else
        {
            StandardOutput.ShowCursor();
        }
    }

    private int Run(List<string> given, IReadOnlyList<Type> ours)
    {
        using var outcome = new RunOutcome();
        using var interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, signal => OnSignal(outcome, ExitCode.Interrupted, signal));
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, signal => OnSignal(outcome, ExitCode.Terminated, signal));

        // A terminal that is closed, or a runner that hangs up: no reason to leave a lease behind.
        using var hangUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, signal => OnSignal(outcome, ExitCode.Terminated, signal));
        var host = new CakeHost().UseContext<BlueGreenContext>();
        host.ConfigureServices(services => services
            .AddSingleton(outcome).AddSingleton(new ProcessEnvironment(Environment, OpenStdout)));
        host.ConfigureServices(Services);
        foreach (var assembly in _assemblies.Where(
            assembly => assembly != Assembly.GetEntryAssembly() && assembly != typeof(BlueGreenHost).Assembly))
        {
            host.AddAssembly(assembly);
        }

        // One by one, as Cake would find them, but for those that the user has replaced.
        host.ConfigureServices(services =>
        {
            foreach (var task in ours)
            {
                services.AddSingleton(typeof(IFrostingTask), task);
            }
        });
        var names = ours.Select(TaskNames.Of).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var code = host.Run(CommandLine.Translate(given, names, CommandLine.WantsJson(given, Environment)));
        return outcome.ExitCode is { } wanted ? (int)wanted : code switch
        {
            0 => 0,
            -1 => (int)ExitCode.Usage,
            _ => (int)ExitCode.Defect,
        };
    }
}
