using System.Diagnostics;
using System.Reflection;
using BlueGreen.Errors;

namespace BlueGreen.Frosting.Local;

/// <summary>Starts the mini-cluster as a process of its own, and waits until it answers.</summary>
internal static class ClusterStart
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts it; the caller has its turn (<see cref="CommandTurn"/>) and knows that none runs.</summary>
    /// <param name="context">Options and output.</param>
    /// <param name="folder">The cluster's folder.</param>
    /// <returns>The cluster, once its API answers.</returns>
    /// <exception cref="ReleaseException">It ended, or did not answer in time; with its own last words.</exception>
    public static async Task<ClusterFile> InBackgroundAsync(BlueGreenContext context, string folder)
    {
        var log = Path.Combine(folder, "cluster.log");
        using var process = Process.Start(Background(context, log))!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.Stopping);
        try
        {
            while (true)
            {
                if (ClusterFile.FindRunning(folder) is { } running)
                {
                    return running;
                }

                if (process.HasExited)
                {
                    throw NotStarted(log, $"It ended with exit code {process.ExitCode}");
                }

                await Task.Delay(PollInterval, TimeProvider.System, either.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw NotStarted(log, $"It did not answer within {Limit.TotalSeconds:0} s");
        }
    }

    /// <summary>
    /// The same program once more, in a session of its own, so that a closed terminal does not end it.
    /// </summary>
    private static ProcessStartInfo Background(BlueGreenContext context, string log)
    {
        var self = Environment.ProcessPath!;
        string[] program = Path.GetFileNameWithoutExtension(self) is "dotnet"
            ? [self, Assembly.GetEntryAssembly()!.Location]
            : [self];
        string[] arguments =
        [
            .. program,
            "--target=ClusterRun",
            .. context.Inputs.Source.Arguments
                .Where(pair => pair.Key.StartsWith("mini-cluster.", StringComparison.OrdinalIgnoreCase))
                .Select(pair => $"--{pair.Key}={pair.Value[^1]}"),
        ];
        const string script = "log=$1; shift; if command -v setsid >/dev/null; then set -- setsid \"$@\"; fi; "
            + "exec \"$@\" </dev/null >\"$log\" 2>&1";
        return new ProcessStartInfo("sh", ["-c", script, "sh", log, .. arguments])
        {
            WorkingDirectory = context.Inputs.Source.Folder,
            UseShellExecute = false,
        };
    }

    private static ReleaseException NotStarted(string log, string reason) => new(
        ExitCode.NotSwitched,
        "The mini-cluster did not start.",
        $"{reason}. Its last words: {(File.Exists(log) ? LastWords.Of(File.ReadLines(log)) : LastWords.None)}",
        $"Look into {log}, then run ClusterUp again.");
}
