using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>One run of a container: a process from its start to its end, with its log and its probes.</summary>
internal sealed class ContainerRun : IDisposable
{
    // Whoever keeps the output open after the container's end is killed with its group; this is for the kernel to do
    // so.
    private static readonly TimeSpan OutputLimit = TimeSpan.FromSeconds(2);

    private readonly PodContext _pod;
    private readonly JsonObject _container;
    private readonly ContainerRunner _owner;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private readonly AttachedReaders _attached = new();
    private RunningProcess? _process;
    private int _stopping;

    /// <summary>Prepares a run.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container's manifest.</param>
    /// <param name="owner">Takes what there is to tell.</param>
    /// <param name="start">What to run.</param>
    public ContainerRun(PodContext pod, JsonObject container, ContainerRunner owner, ProcessStart start)
    {
        _pod = pod;
        _container = container;
        _owner = owner;
        Start = start;
        Log = new ContainerLog(PathOfLog(owner.Snapshot.Restarts), pod.Node.Time);
        File.Delete(PathOfLog(owner.Snapshot.Restarts - 2));
    }

    /// <summary>Gets what is cancelled when the process has ended, for whatever ran beside it.</summary>
    public CancellationToken Ended => _over.Token;

    /// <summary>Gets what runs, so that commands run beside it in the same way.</summary>
    public ProcessStart Start { get; }

    /// <summary>Gets what it printed.</summary>
    public ContainerLog Log { get; }

    /// <summary>Gets a value indicating whether the process is there.</summary>
    public bool IsRunning => _process is not null && !_ended.Task.IsCompleted;

    /// <summary>Runs the process to its end.</summary>
    /// <param name="stop">Cancelled when the container shall end for good; whoever cancels also stops the run.</param>
    /// <returns>How it ended.</returns>
    public async Task<ContainerTerminated> RunAsync(CancellationToken stop)
    {
        var startedAt = _pod.Node.Time.GetUtcNow();
        TerminationMessage.Clear(_pod, _container);
        try
        {
            stop.ThrowIfCancellationRequested();
            StartProcess(stop);
        }
        catch (ProgramException error)
        {
            _pod.Warn(_owner.Name, "Failed", $"Error: failed to start container \"{_owner.Name}\": {error.Message}");
            return End(new ContainerTerminated(128, "StartError", startedAt, startedAt, error.Message));
        }

        if (!_container.Flag("stdin"))
        {
            _process!.Input.Close();
        }

        _pod.Tell(_owner.Name, "Created", $"Created container: {_owner.Name}");
        _pod.Tell(_owner.Name, "Started", $"Started container {_owner.Name}");
        var output = Task.WhenAll(
            Log.PumpAsync(_attached.Watch(_process!.Output, isError: false)),
            Log.PumpAsync(_attached.Watch(_process.Error, isError: true)));
        using var probing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var probes = BeginAsync(startedAt, probing.Token);
        var exitCode = await _process.WaitAsync(CancellationToken.None);
        _exited.TrySetResult();
        await probing.CancelAsync();
        await probes.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.WaitAsync(OutputLimit, _pod.Node.Time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var reason = exitCode == 0 ? "Completed" : "Error";
        var message = TerminationMessage.Read(_pod, _container, Log, exitCode);
        return End(new ContainerTerminated(exitCode, reason, startedAt, _pod.Node.Time.GetUtcNow(), message));
    }

    /// <summary>Connects a client to the process: it sees what is printed from now on, and may type.</summary>
    /// <param name="request">The client's streams.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    /// <returns>When the process has ended.</returns>
    public async Task AttachAsync(ExecRequest request, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // First somebody who listens: what is typed may be answered at once, and may be the last that is said.
        var output = _attached.CopyAsync(request.Output, request.Error, cancellationToken);
        var input = _container.Flag("stdin")
            ? ContainerExec.FeedAsync(_process!, request.Input, _container.Flag("stdinOnce"), ended.Token)
            : Task.CompletedTask;
        await output;
        await ended.CancelAsync();
        await input.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Ends the process: the pre-stop hook, a request, and a kill when the time is over.</summary>
    /// <param name="grace">Time for hook and request together.</param>
    /// <returns>When the process has ended.</returns>
    public async Task StopAsync(TimeSpan grace)
    {
        if (await StopProcessAsync(grace))
        {
            await _ended.Task.WaitAsync(OutputLimit * 2, _pod.Node.Time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Log.Dispose();
        _process?.Dispose();
        _over.Dispose();
    }

    // Waits for the process only: the run itself does not end before its hook has, which may be what calls this.
    // Tells whether there was one to stop.
    private async Task<bool> StopProcessAsync(TimeSpan grace)
    {
        var isFirst = Interlocked.Exchange(ref _stopping, 1) == 0;
        if (!IsRunning)
        {
            return false;
        }

        _owner.Update(s => s with { IsReady = false });
        using var limit = new CancellationTokenSource(grace, _pod.Node.Time);
        try
        {
            if (isFirst && grace > TimeSpan.Zero)
            {
                await RunPreStopAsync(limit.Token);
            }

            _process!.Signal(grace > TimeSpan.Zero ? Signals.Terminate : Signals.Kill);
            await _exited.Task.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process!.Signal(Signals.Kill);
        }

        return true;
    }

    // The container counts as running when its hook is done, and it does not outlive a hook that failed.
    private async Task BeginAsync(DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var probes = new ContainerProbes(_pod, _container, _owner, this);
        var hook = _container.At("lifecycle", "postStart");
        if (await LifecycleHook.RunAsync(_pod, hook, probes, cancellationToken) is { } failure)
        {
            _pod.Warn(_owner.Name, "FailedPostStartHook", $"PostStartHook failed: {failure}");
            _pod.Tell(_owner.Name, "Killing", "FailedPostStartHook");
            await StopProcessAsync(_pod.Grace);
            return;
        }

        await probes.RunAsync(startedAt, cancellationToken);
    }

    private async Task RunPreStopAsync(CancellationToken cancellationToken)
    {
        var target = new ContainerProbes(_pod, _container, _owner, this);
        var hook = _container.At("lifecycle", "preStop");
        if (await LifecycleHook.RunAsync(_pod, hook, target, cancellationToken) is { } failure)
        {
            _pod.Warn(_owner.Name, "FailedPreStopHook", $"PreStopHook failed: {failure}");
        }
    }

    // Whoever stops cancels first and looks for a process then; here the order is the other way round, so one of us
    // sees it.
    private void StartProcess(CancellationToken stop)
    {
        var start = _container.Flag("tty") ? Terminal.Open(Start) : Start;
        Interlocked.Exchange(ref _process, RunningProcess.Start(start, _pod.Node.Ledger));
        if (stop.IsCancellationRequested)
        {
            _process.Signal(Signals.Kill);
        }
    }

    private string PathOfLog(int restarts) => Path.Combine(_pod.Folder, "logs", _owner.Name, $"{restarts}.log");

    private ContainerTerminated End(ContainerTerminated ended)
    {
        Log.Dispose();
        _attached.End();
        _over.Cancel();
        _ended.TrySetResult();
        _owner.Update(s => s with { State = ended, IsReady = false, IsStarted = false });
        return ended;
    }
}
