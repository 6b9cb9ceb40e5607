using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>One run of a host in this process: the tasks it knows, the command line, and what came of it.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly CapturingConsole _console = new();
    private readonly StringWriter _ansi = new();

    public HostRun(params Type[] tasks)
    {
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_ansi),
        });
        Host.ConfigureServices(services =>
        {
            services.AddSingleton(Trace);
            services.AddSingleton<IConsole>(_console);
            services.AddSingleton(ansi);
            foreach (var task in tasks)
            {
                services.AddSingleton(typeof(IFrostingTask), task);
            }
        });
    }

    public CakeHost Host { get; } = new();

    public Trace Trace { get; } = new();

    public string Output => _console.Output + _ansi;

    public string Errors => _console.Errors;

    public int Run(params string[] args) => Host.Run(args);

    public void Dispose() => _ansi.Dispose();
}
