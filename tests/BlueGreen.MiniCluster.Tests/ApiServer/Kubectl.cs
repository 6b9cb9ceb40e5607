using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>The real kubectl, against one server.</summary>
/// <param name="kubeconfig">Leads to the server.</param>
/// <param name="home">Where it keeps what it has learned of the server.</param>
internal sealed class Kubectl(string kubeconfig, string home)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public async Task ExpectAsync(string line, string expected, string input = "") =>
        Assert.Contains(expected, await RunAsync(line, input), StringComparison.Ordinal);

    /// <summary>Runs one command to its end.</summary>
    public async Task<string> RunAsync(string line, string input = "", params (string Name, string Value)[] environment)
    {
        using var process = Start(line, environment);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return await output + await error;
    }

    /// <summary>Starts a command that the test ends.</summary>
    public Process Start(string line, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("kubectl", line.Split(' '))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KUBECONFIG"] = kubeconfig;
        start.Environment["HOME"] = home;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail("kubectl is not on the PATH: install the Debian package kubernetes-client.");
            throw;
        }
    }
}
