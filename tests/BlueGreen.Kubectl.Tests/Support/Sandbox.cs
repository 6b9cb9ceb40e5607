using System.Diagnostics;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>A namespace of one test, a folder for its files, and kubectl as a user in them has it.</summary>
internal sealed class Sandbox
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static int _count;

    private readonly List<IReadOnlyList<string>> _lines = [];

    private Sandbox(string name, string folder) => (Name, Folder) = (name, folder);

    /// <summary>Gets the namespace.</summary>
    public string Name { get; }

    /// <summary>Gets the folder that kubectl runs in.</summary>
    public string Folder { get; }

    /// <summary>Gets the commands that were run.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Lines => _lines;

    /// <summary>Opens one.</summary>
    public static async Task<Sandbox> OpenAsync(LocalCluster cluster)
    {
        var name = $"t{Interlocked.Increment(ref _count)}";
        var folder = Directory.CreateDirectory(Path.Combine(SharedCluster.Folder, "tests", name)).FullName;
        var kubeconfig = await File.ReadAllTextAsync(cluster.KubeconfigPath);
        Assert.Contains("namespace: default", kubeconfig, StringComparison.Ordinal);
        var sandbox = new Sandbox(name, folder);
        sandbox.Write("kubeconfig", kubeconfig.Replace("namespace: default", $"namespace: {name}",
            StringComparison.Ordinal));
        await sandbox.DoAsync($"create namespace {name}");
        return sandbox;
    }

    /// <summary>Writes a file into the folder.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Runs a command that has to succeed.</summary>
    public async Task<Answer> DoAsync(string line, string input = "") => (await RunAsync(line, input)).Ends(0);

    /// <summary>Runs a command to its end.</summary>
    public async Task<Answer> RunAsync(string line, string input = "", params (string Name, string Value)[] more)
    {
        using var process = Start(line, more);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It did not want to read.
        }

        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"kubectl {line} did not end: {await output}{await error}");
        }

        return new Answer(line, process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command that the test ends.</summary>
    public Following Follow(string line) => new(line, Start(line, []));

    /// <summary>Notes a command that a test runs in a way of its own.</summary>
    public void Note(string line) => _lines.Add(CommandLine.Split(line));

    /// <summary>Runs a command again and again until it says something.</summary>
    public async Task<Answer> UntilAsync(string line, string text)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await RunAsync(line);
            if (answer.Output.Contains(text, StringComparison.Ordinal))
            {
                return answer;
            }

            Assert.True(watch.Elapsed < Limit, $"never said {text}: {answer}");
        }
    }

    private Process Start(string line, (string Name, string Value)[] more)
    {
        var words = CommandLine.Split(line);
        _lines.Add(words);
        var start = new ProcessStartInfo("kubectl", words)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = Path.Combine(Folder, "kubeconfig");
        start.Environment["HOME"] = SharedCluster.Folder;
        foreach (var (name, value) in more)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
