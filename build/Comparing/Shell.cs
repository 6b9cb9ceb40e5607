using System.Diagnostics;
using System.Text;
using Cake.Core;

namespace Build.Comparing;

/// <summary>Runs programs to their end, with an environment that holds nothing of a CI system.</summary>
internal static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly string[] Foreign = ["SEMAPHORE", "GITHUB_", "BLUEGREEN_", "COLOR_", "KUBE", "DB_"];

    /// <summary>Runs a program; a failure ends the target with what it printed.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="environment">Environment variables it gets beside ours.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What it printed to stdout.</returns>
    public static async Task<string> RunAsync(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string> command,
        CancellationToken cancellationToken)
    {
        using var process = Process.Start(Describe(folder, environment, command))!;
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var output = new StringBuilder();
        var errors = new StringBuilder();
        try
        {
            await Task.WhenAll(
                ReadAsync(process.StandardOutput, output, either.Token),
                ReadAsync(process.StandardError, errors, either.Token),
                process.WaitForExitAsync(either.Token));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0
            ? output.ToString()
            : throw new CakeException(
                $"{string.Join(' ', command)} ended with {process.ExitCode}:\n{output}{errors}");
    }

    private static ProcessStartInfo Describe(
        string folder, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var foreign = start.Environment.Keys
            .Where(name => name is "CI" || Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
        foreach (var name in foreign.ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static async Task ReadAsync(StreamReader from, StringBuilder into, CancellationToken cancellationToken)
    {
        while (await from.ReadLineAsync(cancellationToken) is { } line)
        {
            into.Append(line).Append('\n');
        }
    }
}
