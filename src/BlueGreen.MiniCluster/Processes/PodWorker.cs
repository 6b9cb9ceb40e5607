using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Networking;
using BlueGreen.MiniCluster.Processes.Containers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// Takes one pod from its first container to its last: init containers in order, then all others until it is deleted.
/// </summary>
internal sealed class PodWorker : IDisposable
{
    private readonly PodContext _pod;
    private readonly List<ContainerRunner> _init;
    private readonly List<ContainerRunner> _apps;
    private readonly DateTimeOffset _startedAt;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _publishing = new();
    private readonly Lock _stopLock = new();
    private Task _running = Task.CompletedTask;
    private Task? _stopped;
    private TimeSpan _grace;
    private bool _isInitialized;
    private string? _outcome;

    /// <summary>Takes a pod that is bound to the node.</summary>
    /// <param name="pod">The pod.</param>
    public PodWorker(PodContext pod)
    {
        _pod = pod;
        _startedAt = pod.Node.Time.GetUtcNow();
        _init = Runners("initContainers", isInit: true);
        _apps = Runners("containers", isInit: false);
    }

    /// <summary>Gets the pod.</summary>
    public PodContext Pod => _pod;

    /// <summary>Gets a value indicating whether the sidecar answers.</summary>
    public bool IsSidecarRunning => HasSidecar && _isInitialized && _outcome is null && !_stop.IsCancellationRequested;

    private bool HasSidecar => _pod.Pod.Items("spec", "containers").Any(c => c.Text("name") is Sidecar.Name);

    /// <summary>Begins to run the containers.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Finds a container with a process.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The container, or null.</returns>
    public ContainerRunner? Find(string name) =>
        _init.Concat(_apps).FirstOrDefault(runner => string.Equals(runner.Name, name, StringComparison.Ordinal));

    /// <summary>Ends the pod's containers. Asked again, it ends them with the shorter of both times.</summary>
    /// <param name="grace">Time to end by themselves.</param>
    /// <param name="isAnnounced">Whether requests may still come, so that the endpoints have to hear of it
    /// first.</param>
    /// <returns>When no process is left.</returns>
    public Task StopAsync(TimeSpan grace, bool isAnnounced)
    {
        lock (_stopLock)
        {
            if (_stopped is null)
            {
                _grace = grace;
                return _stopped = StopOnceAsync(grace, isAnnounced);
            }

            // Every change of a pod that is being deleted comes here again; only a shorter grace changes anything.
            if (grace >= _grace)
            {
                return _stopped;
            }

            _grace = grace;
            return Task.WhenAll([_stopped, .. _init.Concat(_apps).Select(runner => runner.StopAsync(grace))]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var runner in _init.Concat(_apps))
        {
            runner.Dispose();
        }

        _stop.Dispose();
    }

    private List<ContainerRunner> Runners(string list, bool isInit) =>
        [.. _pod.Pod.Items("spec", list)
            .Where(container => container.Text("name") is not Sidecar.Name)
            .DistinctBy(container => container.Text("name"), StringComparer.Ordinal)
            .Select(container => new ContainerRunner(_pod, container, isInit, Publish))];

    private async Task StopOnceAsync(TimeSpan grace, bool isAnnounced)
    {
        await _stop.CancelAsync();
        foreach (var runner in _apps.Where(runner => runner.Snapshot.State is ContainerRunning))
        {
            _pod.Tell(runner.Name, "Killing", $"Stopping container {runner.Name}");
        }

        Publish();
        if (isAnnounced && grace > TimeSpan.Zero)
        {
            await Task.Delay(_pod.Node.Options.EndpointLead, _pod.Node.Time, CancellationToken.None);
        }

        await Task.WhenAll(_init.Concat(_apps).Select(runner => runner.StopAsync(grace)));
        await _running.WaitAsync(_pod.Node.Options.ShutdownLimit, _pod.Node.Time)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pod.Ports.Return(container: null);
    }

    private async Task RunAsync()
    {
        Publish();
        if (!await TellingDefectsAsync(MakeVolumesAsync))
        {
            End("Failed");
            return;
        }

        foreach (var init in _init)
        {
            if (_stop.IsCancellationRequested || !await TellingDefectsAsync(init.RunAsync))
            {
                End("Failed");
                return;
            }
        }

        _isInitialized = true;
        Publish();
        var ended = await Task.WhenAll(_apps.Select(app => TellingDefectsAsync(app.RunAsync)));
        End(Array.TrueForAll(ended, isGood => isGood) ? "Succeeded" : "Failed");
    }

    // Else nothing would happen to the pod any more, and nobody would say why.
    private async Task<bool> TellingDefectsAsync(Func<Task<bool>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            _pod.Warn(container: null, "FailedSync", $"error syncing pod: {defect.Message}");
            throw;
        }
    }

    private async Task<bool> MakeVolumesAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                PodVolumes.Make(_pod);
                TellMounts();
                return true;
            }
            catch (ContainerConfigException error)
            {
                _pod.Warn(container: null, "FailedMount", error.Message);
            }

            await Task.Delay(_pod.Node.Options.FirstRestartDelay, _pod.Node.Time, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return false;
    }

    private void TellMounts()
    {
        foreach (var container in _pod.Pod.Items("spec", "initContainers").Concat(_pod.Pod.Items("spec", "containers")))
        {
            foreach (var mount in PodVolumes.MountsOf(_pod, container))
            {
                _pod.Tell(container.Text("name"), "MountedElsewhere",
                    $"{mount.MountPath} is at ${mount.Variable}, for processes share the paths of this machine");
            }
        }
    }

    // A pod that is stopped keeps its phase until it is gone.
    private void End(string outcome)
    {
        _outcome = _stop.IsCancellationRequested ? null : outcome;
        Publish();
    }

    private void Publish()
    {
        lock (_publishing)
        {
            var facts = Facts();
            var ports = PodPorts.Format(_pod.Ports.ToDictionary());
            _pod.Change(pod =>
            {
                PodStatus.Write(pod, facts, _pod.Node.Time.GetUtcNow());
                pod.Ensure("metadata", "annotations")[PodPorts.Annotation] = ports;
            });
        }
    }

    private PodFacts Facts()
    {
        var apps = _apps.ToDictionary(runner => runner.Name, Seen, StringComparer.Ordinal);
        if (HasSidecar)
        {
            apps[Sidecar.Name] = SidecarSnapshot();
        }

        var init = _init.ToDictionary(runner => runner.Name, runner => runner.Snapshot, StringComparer.Ordinal);
        return new PodFacts(init, apps, _isInitialized, _startedAt, _outcome);
    }

    private ContainerSnapshot Seen(ContainerRunner runner) =>
        runner.Snapshot with { IsReady = runner.Snapshot.IsReady && !_stop.IsCancellationRequested };

    private ContainerSnapshot SidecarSnapshot() => _outcome is not null
        ? new ContainerSnapshot(new ContainerTerminated(0, "Completed", _startedAt, _pod.Node.Time.GetUtcNow()))
        : !_isInitialized
            ? new ContainerSnapshot(new ContainerWaiting("PodInitializing"))
            : new ContainerSnapshot(
                new ContainerRunning(_startedAt), IsStarted: true, IsReady: !_stop.IsCancellationRequested);
}
