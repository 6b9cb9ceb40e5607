using BlueGreen.Errors;
using BlueGreen.Frosting;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace BlueGreen.Contract.Tests.Harness;

/// <summary>
/// One run of a target in this process: the real host with its real tasks, but its own folder, variables and output, so
/// that many runs go on side by side and no program has to start.
/// </summary>
internal sealed class ReleaseRun : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private readonly RunConsole _console = new();
    private readonly MemoryStream _document = new();
    private readonly RunFolder _folder;
    private readonly Task<int> _end;
    private RunOutcome? _outcome;

    private ReleaseRun(
        string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> arguments)
    {
        _folder = new RunFolder(folder, environment);
        Command = string.Join(' ', arguments);
        var host = new BlueGreenHost
        {
            Environment = environment,
            OpenStdout = () => new UnclosedStream(_document),
            Services = Register,
        };

        // A thread of its own: the host blocks the one it has until the target is done.
        _end = Task.Factory.StartNew(
            () => host.Run(arguments),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Gets the command line, for messages.</summary>
    public string Command { get; }

    /// <summary>Gets what it printed until now.</summary>
    public string Output => _console.Text;

    /// <summary>Starts a run.</summary>
    /// <param name="folder">The working directory: <c>bluegreen.yml</c> is found from here.</param>
    /// <param name="environment">All environment variables that it sees; <c>KUBECONFIG</c> among them.</param>
    /// <param name="arguments">The command line, such as <c>--target=Deploy</c>.</param>
    public static ReleaseRun Start(
        string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments) =>
        new(folder, environment, arguments);

    /// <summary>Runs to the end.</summary>
    /// <inheritdoc cref="Start"/>
    public static async Task<ReleaseResult> RunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> arguments)
    {
        await using var run = Start(folder, environment, arguments);
        return await run.EndAsync();
    }

    /// <summary>Does what a signal does.</summary>
    /// <param name="exitCode">That of the signal.</param>
    public async Task StopAsync(ExitCode exitCode)
    {
        await Eventually.TrueAsync(Limit, $"{Command} has begun", () => _outcome is not null);
        _outcome!.Stop(exitCode);
    }

    /// <summary>Waits until it says something.</summary>
    /// <param name="word">The word.</param>
    public Task SaysAsync(string word) => Eventually.TrueAsync(
        Limit,
        () => $"{Command} says '{word}' in:\n{Output}",
        () => Output.Contains(word, StringComparison.Ordinal)
            || (_end.IsCompleted && !Output.Contains(word, StringComparison.Ordinal)
                ? throw new InvalidOperationException($"{Command} ended before it said '{word}':\n{Output}")
                : false));

    /// <summary>Waits for its end.</summary>
    public async Task<ReleaseResult> EndAsync()
    {
        var code = await _end.WaitAsync(Limit);
        return new ReleaseResult(Command, code, Output, System.Text.Encoding.UTF8.GetString(_document.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_end.IsCompleted && _outcome is { } outcome)
        {
            outcome.Stop(ExitCode.Terminated);
            await Task.WhenAny(_end, Task.Delay(Limit, TimeProvider.System, CancellationToken.None));
        }

        await _document.DisposeAsync();
    }

    private void Register(IServiceCollection services)
    {
        var outcome = services.Last(service => service.ServiceType == typeof(RunOutcome));
        _outcome = (RunOutcome)outcome.ImplementationInstance!;
        services.AddSingleton<ICakeEnvironment>(_folder);
        services.AddSingleton<IConsole>(_console);
        services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_console.Writer),
        }));
    }
}
