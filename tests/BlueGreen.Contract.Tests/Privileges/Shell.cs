using System.Diagnostics;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>Runs commands as an administrator types them.</summary>
/// <param name="folder">The working directory.</param>
/// <param name="kubeconfig">The administrator's kubeconfig.</param>
internal sealed class Shell(string folder, string kubeconfig)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs commands, and demands that all succeed.</summary>
    /// <param name="commands">The commands.</param>
    public async Task RunAsync(string commands)
    {
        var (code, output) = await TryAsync(commands);
        Assert.True(code == 0, $"{commands}\n{output}");
    }

    /// <summary>Runs commands.</summary>
    /// <param name="commands">The commands.</param>
    public async Task<(int Code, string Output)> TryAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output + await error);
    }
}
