using System.Diagnostics;
using System.Runtime.InteropServices;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.MiniCluster;

namespace BlueGreen.Frosting.Local;

/// <summary>Starts, runs and stops the mini-cluster of a working directory.</summary>
internal static partial class ClusterCommands
{
    private const int SigTerm = 15;
    private const string NoneRuns = "No mini-cluster runs here.";
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(75);

    /// <summary>Starts it in the background and tells how to reach it.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends when the API answers.</returns>
    public static async Task UpAsync(BlueGreenContext context)
    {
        var folder = Folder(context.Inputs);
        if (context.IsDryRun)
        {
            context.Say(ClusterFile.FindRunning(folder) is { } there
                ? $"runs already: {there.ApiUrl}"
                : $"would start a mini-cluster in {folder}");
            return;
        }

        Directory.CreateDirectory(folder);
        await using var turn = await CommandTurn.TakeAsync(folder, context.Say, context.Stopping);
        var running = ClusterFile.FindRunning(folder);
        if (running is null)
        {
            running = await ClusterStart.InBackgroundAsync(context, folder);
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
        if (context.IsDryRun)
        {
            context.Say(ClusterFile.FindRunning(folder) is { } there
                ? $"would stop the mini-cluster {there.ApiUrl} (process {there.ProcessId})"
                : NoneRuns);
            return;
        }

        if (!Directory.Exists(folder))
        {
            context.Say(NoneRuns);
            return;
        }

        await using var turn = await CommandTurn.TakeAsync(folder, context.Say, context.Stopping);
        if (ClusterFile.FindRunning(folder) is not { } running)
        {
            context.Say(NoneRuns);
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
        var path = Path.Combine(folder, "cluster.lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                "Another mini-cluster runs in this folder.",
                $"It holds {path}.",
                "Stop it with ./build.sh --target=ClusterDown, or name another folder with --mini-cluster.folder=….",
                taken);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);
}
