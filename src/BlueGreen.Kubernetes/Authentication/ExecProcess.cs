using System.ComponentModel;
using System.Diagnostics;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Authentication;

/// <summary>Runs a credential plugin: no shell, no terminal, limited time and output.</summary>
internal static class ExecProcess
{
    private const int MaxAnswer = 1024 * 1024;
    private const int MaxComplaint = 2000;
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Runs the plugin to its end.</summary>
    /// <returns>What it wrote to its standard output.</returns>
    public static async Task<string> RunAsync(
        ExecPlugin plugin, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(plugin.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var process = Start(plugin);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, MaxAnswer, either.Token);
            var complaint = ReadAsync(process.StandardError, MaxComplaint, either.Token);
            await Task.WhenAll(output, complaint, process.WaitForExitAsync(either.Token));
            var said = await complaint;
            return process.ExitCode == 0
                ? await output
                : throw Fault(plugin, $"ended with exit status {process.ExitCode}: {said.Trim()}", null);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Fault(plugin, $"did not end within {plugin.Timeout.TotalSeconds:0} s", e);
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        var start = new ProcessStartInfo(Locate(plugin), plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = plugin.DescribeRequest();
        try
        {
            return Process.Start(start) ?? throw new UnreachableException();
        }
        catch (Win32Exception e)
        {
            throw Fault(plugin, $"cannot be started: {e.Message}. {plugin.InstallHint}".TrimEnd(), e);
        }
    }

    // The runtime looks into the current folder before PATH. There a CI job has the sources that it builds, and a file
    // among them must not be run with the cluster's credentials.
    private static string Locate(ExecPlugin plugin)
    {
        if (plugin.Command.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar))
        {
            return plugin.Command;
        }

        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, plugin.Command + ending)))
            .FirstOrDefault(IsProgram)
            ?? throw Fault(plugin, $"is not in PATH. {plugin.InstallHint}".TrimEnd(), null);
    }

    private static bool IsProgram(string path) => File.Exists(path)
        && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None);

    // What exceeds the limit is read and dropped, so that the plugin does not hang on a full pipe.
    private static async Task<string> ReadAsync(StreamReader reader, int limit, CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            text.Append(buffer, 0, Math.Min(read, limit - text.Length));
        }

        return text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already, which is what we want.
        }
    }

    private static KubeConfigException Fault(ExecPlugin plugin, string what, Exception? cause) => new(
        $"The program '{plugin.Command}' ({plugin.Label}) that signs in to the cluster {what}",
        "Run it by hand to see what it lacks.",
        cause);
}
