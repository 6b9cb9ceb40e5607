using System.Text;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>The collection of all tests that run the host: Cake changes the current directory of the whole process,
/// so they run one after the other.</summary>
public static class HostCollection
{
    /// <summary>Its name.</summary>
    public const string Name = "host";
}

/// <summary>One run of the host in this process: a folder that is no git repository, no environment but its own.</summary>
internal sealed class HostRun : IDisposable
{
    private readonly CapturedConsole _console = new();
    private readonly StringWriter _ansi = new();

    public HostRun(string settings = "app: shop\nimage: shop:1\n") => Write("bluegreen.yml", settings);

    /// <summary>Gets the working directory.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("bluegreen host ü-").FullName;

    /// <summary>Gets the environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal)
    {
        // An address on which nobody listens, at a port no ordinary program may take.
        ["KUBECONFIG"] = "/nowhere/kubeconfig",
    };

    /// <summary>Gets what the task <see cref="ReadInputs"/> saw.</summary>
    public InputsSeen Seen { get; } = new();

    /// <summary>Gets what Cake's log printed, stdout and stderr.</summary>
    public string Output => _console.Text.ToString() + _ansi;

    /// <summary>Gets what went to stdout.</summary>
    public string Stdout => _console.Stdout.ToString() + _ansi;

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
        var host = new BlueGreenHost { Environment = Environment, Services = Register };
        var code = host.AddAssembly(typeof(ReadInputs).Assembly).Run([$"--working={Folder}", .. args]);
        Assert.True(code == (int)expected, $"exit code {code}, expected {(int)expected}\n{Output}");
    }

    public void Dispose()
    {
        _ansi.Dispose();
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

/// <summary>Takes the inputs out of a run.</summary>
public sealed class InputsSeen
{
    public ReleaseInputs? Inputs { get; set; }

    public bool IsDryRun { get; set; }
}

/// <summary>A task of a user, beside ours: loads the inputs and does nothing with them.</summary>
[TaskName("ReadInputs")]
public sealed class ReadInputs(InputsSeen seen) : FrostingTask<BlueGreenContext>
{
    public override void Run(BlueGreenContext context) =>
        (seen.Inputs, seen.IsDryRun) = (context.Inputs, context.IsDryRun);
}

/// <summary>A console in memory.</summary>
internal sealed class CapturedConsole : IConsole
{
    public StringBuilder Text { get; } = new();

    public StringBuilder Stdout { get; } = new();

    public ConsoleColor ForegroundColor { get; set; }

    public ConsoleColor BackgroundColor { get; set; }

    public bool SupportAnsiEscapeCodes => false;

    public void Write(string value) => Both(value);

    public void Write(string format, params object[] arg) => Both(Format(format, arg));

    public void WriteLine(string value) => Both(value + "\n");

    public void WriteLine(string format, params object[] arg) => Both(Format(format, arg) + "\n");

    public void WriteError(string value) => Text.Append(value);

    public void WriteError(string format, params object[] arg) => Text.Append(Format(format, arg));

    public void WriteErrorLine(string value) => Text.Append(value).Append('\n');

    public void WriteErrorLine(string format, params object[] arg) => Text.Append(Format(format, arg)).Append('\n');

    public void ResetColor()
    {
    }

    private static string Format(string format, object[] arg) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, format, arg);

    private void Both(string text)
    {
        Text.Append(text);
        Stdout.Append(text);
    }
}
