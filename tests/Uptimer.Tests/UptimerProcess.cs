using System.Diagnostics;

namespace Uptimer.Tests;

/// <summary>The real sample as a process of its own, on a port that the system chose.</summary>
internal sealed class UptimerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly string[] OwnVariables =
        ["PORT", "ASPNETCORE_HTTP_PORTS", "APP_VERSION", "COLOR", "HOSTNAME", "LOADING_SECONDS", "DB_PASSWORD"];

    private readonly Process _process;

    private UptimerProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = Limit };
    }

    public HttpClient Client { get; }

    public static async Task<UptimerProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var process = Launch([], [("PORT", "0"), .. environment]);
        var firstLine = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        return firstLine?.Split(" listens on ") is [_, var address]
            ? new UptimerProcess(process, new Uri(address))
            : throw new InvalidOperationException($"{firstLine} {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Launch(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Sends SIGTERM, as a kubelet does, through the shell: the base library knows SIGKILL only.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -TERM {_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    public async Task<(int ExitCode, string Output)> WaitForExitAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return (_process.ExitCode, output);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Launch(string[] arguments, (string Name, string Value)[] environment)
    {
        // bin/Uptimer.Tests/<configuration> stands beside bin/Uptimer/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, "Uptimer", own.Name, "Uptimer.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in OwnVariables)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
