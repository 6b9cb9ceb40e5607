using System.Diagnostics;

namespace BlueGreen.Testing.Docker;

/// <summary>A docker daemon and two registries of the test's own; they end with the test, also when it is
/// killed.</summary>
public sealed class DockerDaemon : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private readonly string _folder;
    private readonly Process _process;

    private DockerDaemon(string folder, Process process, string[] words)
    {
        (_folder, _process) = (folder, process);
        Host = $"unix://{words[1]}";
        Registry = $"127.0.0.1:{words[2]}";
        ClosedRegistry = $"127.0.0.1:{words[3]}";
    }

    /// <summary>Gets the value of <c>DOCKER_HOST</c>.</summary>
    public string Host { get; }

    /// <summary>Gets the registry that takes everything, as host and port.</summary>
    public string Registry { get; }

    /// <summary>Gets the registry that wants a password nobody has.</summary>
    public string ClosedRegistry { get; }

    /// <summary>Starts them.</summary>
    /// <returns>The daemon; a test without one fails.</returns>
    /// <exception cref="InvalidOperationException">It does not start; the message says why.</exception>
    public static async Task<DockerDaemon> StartAsync()
    {
        // Short, for the path of a socket has 107 characters at most.
        var folder = Directory.CreateTempSubdirectory("dk-").FullName;
        var process = Process.Start(new ProcessStartInfo("bash", [Script(), folder])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit);
        if (line?.Split(' ') is ["ready", _, _, _] words)
        {
            return new DockerDaemon(folder, process, words);
        }

        await process.WaitForExitAsync().WaitAsync(StopLimit);
        throw new InvalidOperationException($"The tests have no docker daemon.\n{await errors}");
    }

    /// <summary>Runs docker itself, to look at the world past the code under test.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <returns>What it prints.</returns>
    /// <exception cref="InvalidOperationException">It fails.</exception>
    public async Task<string> AskAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOCKER_HOST"] = Host;
        using var docker = Process.Start(start)!;
        var errors = docker.StandardError.ReadToEndAsync();
        var output = await docker.StandardOutput.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return docker.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(await errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(StopLimit);
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "BlueGreen.Testing", "Docker", "dockerd.sh");
    }
}
