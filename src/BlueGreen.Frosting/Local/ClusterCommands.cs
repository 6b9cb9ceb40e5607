using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.MiniCluster;

namespace BlueGreen.Frosting.Local;

/// <summary>Starts, runs and stops the mini-cluster of a working directory.</summary>
internal static partial class ClusterCommands
{
    private const int SigTerm = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts it in the background and tells how to reach it.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends when the API answers.</returns>
    public static async Task UpAsync(BlueGreenContext context)
    {
        var folder = Folder(context.Inputs);
        var running = ClusterFile.FindRunning(folder);
        if (context.IsDryRun)
        {
            context.Say(
                running is null ? $"would start a mini-cluster in {folder}" : $"runs already: {running.ApiUrl}");
            return;
        }

        if (running is null)
        {
            running = await StartAsync(context, folder);
        }
        else
        {
            context.Say("The mini-cluster runs already.");
            if (context.Inputs.Options.MiniCluster.IsFresh)
            {
                context.Say("  warning: --fresh changes nothing then: ClusterDown first.");
            }
        }

        context.Say(ClusterText.Reach(running));
    }

    /// <summary>Stops it, and its pods with it.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends when it is gone.</returns>
    public static async Task DownAsync(BlueGreenContext context)
    {
        var folder = Folder(context.Inputs);
        if (ClusterFile.FindRunning(folder) is not { } running)
        {
            context.Say("No mini-cluster runs here.");
            return;
        }

        if (context.IsDryRun)
        {
            context.Say($"would stop the mini-cluster {running.ApiUrl} (process {running.ProcessId})");
            return;
        }

        using var process = running.FindProcess();
        if (process is not null)
        {
            _ = Kill(process.Id, SigTerm);
            await AwaitEndAsync(process, context.Stopping);
        }

        ClusterFile.Delete(folder);
        context.Say("The mini-cluster is down.");
    }

    /// <summary>Runs it in this process until it is stopped.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends with the cluster.</returns>
    public static async Task RunAsync(BlueGreenContext context)
    {
        var folder = Folder(context.Inputs);
        if (context.IsDryRun)
        {
            context.Say($"would run a mini-cluster in {folder} until Ctrl+C");
            return;
        }

        Directory.CreateDirectory(folder);
        await using var alone = Alone(folder);
        await using var cluster = await StartHereAsync(context, folder);
        using var self = Process.GetCurrentProcess();
        var file = new ClusterFile(
            self.Id,
            self.StartTime.ToUniversalTime(),
            cluster.ApiUrl,
            cluster.GatewayUrl,
            cluster.PageUrl,
            cluster.KubeconfigPath);
        file.Write(folder);
        context.Say(ClusterText.Reach(file));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.Stopping.Register(stopped.SetResult);
        await stopped.Task;
        ClusterFile.Delete(folder);
        context.Outcome.EndWell();
    }

    private static async Task<LocalCluster> StartHereAsync(BlueGreenContext context, string folder)
    {
        try
        {
            return await LocalCluster.StartAsync(
                LocalOptions.Of(context.Inputs, folder, context.Say), TimeProvider.System, context.Stopping);
        }
        catch (InvalidDataException damaged)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                "The objects that the mini-cluster kept cannot be read.",
                damaged.Message,
                "Start it empty with ./build.sh --target=ClusterUp --fresh.",
                damaged);
        }
    }

    private static async Task AwaitEndAsync(Process process, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(StopLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException slow) when (limit.IsCancellationRequested)
        {
            throw new ReleaseException(
                ExitCode.LeftOvers,
                $"The mini-cluster (process {process.Id}) has not ended.",
                $"It was asked to, and {StopLimit.TotalSeconds:0} s passed: its pods may be slow to stop.",
                $"Run ClusterDown again, or end it with: kill -9 {process.Id}",
                slow);
        }
    }

    private static string Folder(ReleaseInputs inputs) =>
        Path.Combine(inputs.Source.Folder, inputs.Options.MiniCluster.Folder);

    /// <summary>Two clusters in one folder would take each other's pods for leftovers.</summary>
    private static FileStream Alone(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "cluster.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                "Another mini-cluster runs in this folder.",
                taken.Message,
                "Stop it with ./build.sh --target=ClusterDown, or name another folder with --mini-cluster.folder=….",
                taken);
        }
    }

    private static async Task<ClusterFile> StartAsync(BlueGreenContext context, string folder)
    {
        Directory.CreateDirectory(folder);
        var log = Path.Combine(folder, "cluster.log");
        using var process = Process.Start(Background(context, log))!;
        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
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
            throw NotStarted(log, $"It did not answer within {StartLimit.TotalSeconds:0} s");
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
        $"{reason}. Its last words: {LastLines(log)}",
        $"Look into {log}, then run ClusterUp again.");

    private static string LastLines(string log) =>
        File.Exists(log)
            ? string.Join(" | ", File.ReadLines(log).Where(line => line.Length > 0).TakeLast(5))
            : "(none)";

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
