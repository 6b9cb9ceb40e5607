using System.Reflection;
using System.Text;
using BlueGreen.Errors;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>One run of the host in this process, in a folder that is no git repository.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly CapturedConsole _console = new();
    private readonly StringWriter _ansi = new();
    private readonly MemoryStream _document = new();

    public HostRun(string settings = "app: shop\nimage: shop:1\n") => Write("bluegreen.yml", settings);

    /// <summary>Gets the working directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("bluegreen host ü-").FullName;

    /// <summary>Gets the environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        // An address on which nobody listens, at a port no ordinary program may take.
        ["KUBECONFIG"] = "/nowhere/kubeconfig",
    };

    /// <summary>Gets the library of a user's tasks, if it is not the one of these tests.</summary>
    public Assembly? Further { get; init; }

    /// <summary>Gets what the task <see cref="ReadInputs"/> saw.</summary>
    public InputsSeen Seen { get; } = new();

    /// <summary>Gets what Cake's log printed, stdout and stderr.</summary>
    public string Output => _console.Text.ToString() + _ansi;

    /// <summary>Gets what went to stdout.</summary>
    public string Stdout => _console.Stdout.ToString() + _ansi;

    /// <summary>Gets what was written for machines.</summary>
    public string Document => Encoding.UTF8.GetString(_document.ToArray());

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the host, and demands how it ends.</summary>
    public void Exits(ExitCode expected, params string[] args)
    {
        var host = new BlueGreenHost
        {
            Environment = Environment,
            Services = Register,
            OpenStdout = () => _document,
        };
        host.AddAssembly(Further ?? typeof(ReadInputs).Assembly);
        var code = host.Run([$"--working={Folder}", .. args]);
        Assert.True(code == (int)expected, $"exit code {code}, expected {(int)expected}\n{Output}");
    }

    public void Dispose()
    {
        _ansi.Dispose();
        _document.Dispose();
        System.Environment.CurrentDirectory = AppContext.BaseDirectory;
        Directory.Delete(Folder, recursive: true);
    }

    private void Register(IServiceCollection services)
    {
        services.AddSingleton(Seen);
        services.AddSingleton<IConsole>(_console);
        services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_ansi),
        }));
    }
}
