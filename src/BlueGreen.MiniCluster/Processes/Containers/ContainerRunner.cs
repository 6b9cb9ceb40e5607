using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Keeps one container running as its pod's restart policy says, and ends it when asked.</summary>
/// <remarks>
/// One round: (1) wait for image and configuration (2) run the process to its end (3) restart or not (4) wait, longer
/// each
/// time. <see cref="StopAsync"/> ends the waits at once and the process gracefully.
/// </remarks>
/// <param name="pod">The pod.</param>
/// <param name="container">The container's manifest.</param>
/// <param name="isInit">Whether it has to end before the app containers start.</param>
/// <param name="publish">Called when something to tell has changed.</param>
internal sealed class ContainerRunner(PodContext pod, JsonObject container, bool isInit, Action publish) : IDisposable
{
    private static readonly TimeSpan LongRun = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly ContainerBackOff _backOff = new(pod.Node.Options);
    private ContainerRun? _run;
    private ContainerRun? _previous;
    private bool _hasFailed;
    private ContainerSnapshot _snapshot = new(
        new ContainerWaiting(isInit ? "PodInitializing" : "ContainerCreating"),
        Restarts: pod.RunsBefore(container.Text("name")));

    /// <summary>Gets the container's name.</summary>
    public string Name { get; } = container.Text("name") ?? string.Empty;

    /// <summary>Gets what to tell about it now.</summary>
    public ContainerSnapshot Snapshot
    {
        get
        {
            lock (_lock)
            {
                return _snapshot;
            }
        }
    }

    /// <summary>Gets the run of its process, now or last, or null before the first.</summary>
    public ContainerRun? Run => _run;

    /// <summary>Gets the run before that, or null.</summary>
    public ContainerRun? Previous => _previous;

    /// <summary>Runs until the container has ended for good.</summary>
    /// <returns>Whether it ended well.</returns>
    public async Task<bool> RunAsync()
    {
        try
        {
            while (true)
            {
                await WaitForImageAsync();
                var ended = await RunOnceAsync();
                if (_stop.IsCancellationRequested || !MustRestart(ended))
                {
                    return ended.ExitCode == 0;
                }

                await WaitForRestartAsync(ended);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped while it waited: there is no process to end.
            return false;
        }
    }

    /// <summary>Ends the container for good.</summary>
    /// <param name="grace">Time to end by itself.</param>
    /// <returns>When it has no process any more.</returns>
    public async Task StopAsync(TimeSpan grace)
    {
        await _stop.CancelAsync();
        if (_run is { } run)
        {
            await run.StopAsync(grace);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _run?.Dispose();
        _previous?.Dispose();
    }

    /// <summary>Changes what to tell, and tells it.</summary>
    /// <param name="change">The change.</param>
    public void Update(Func<ContainerSnapshot, ContainerSnapshot> change)
    {
        lock (_lock)
        {
            var next = change(_snapshot);
            if (next == _snapshot)
            {
                return;
            }

            _snapshot = next;
        }

        publish();
    }

    private async Task WaitForImageAsync()
    {
        var image = ContainerStart.ImageOf(container);
        var wait = new ContainerBackOff(pod.Node.Options);
        while (!ContainerStart.HasImage(pod, container))
        {
            var problem = $"Failed to pull image \"{image}\": " +
                "the mini-cluster runs no images and knows no command for this one";
            pod.Tell(Name, "Pulling", $"Pulling image \"{image}\"");
            pod.Warn(Name, "Failed", problem);
            pod.Warn(Name, "Failed", "Error: ErrImagePull");
            Update(s => s with { State = new ContainerWaiting("ErrImagePull", problem) });
            await Task.Delay(pod.Node.Options.FirstRestartDelay, pod.Node.Time, _stop.Token);
            pod.Tell(Name, "BackOff", $"Back-off pulling image \"{image}\"");
            pod.Warn(Name, "Failed", "Error: ImagePullBackOff");
            var waiting = new ContainerWaiting("ImagePullBackOff", $"Back-off pulling image \"{image}\"");
            Update(s => s with { State = waiting });
            await Task.Delay(wait.Next(), pod.Node.Time, _stop.Token);
        }

        pod.Tell(Name, "Pulled", $"Container image \"{image}\" already present on machine");
    }

    private async Task<ProcessStart> WaitForConfigurationAsync()
    {
        while (true)
        {
            try
            {
                return ContainerStart.Create(pod, container, isInit ? null : pod.Ports.Take(container));
            }
            catch (ContainerConfigException error)
            {
                pod.Warn(Name, "Failed", $"Error: {error.Message}");
                Update(s => s with { State = new ContainerWaiting("CreateContainerConfigError", error.Message) });
            }

            await Task.Delay(pod.Node.Options.FirstRestartDelay, pod.Node.Time, _stop.Token);
        }
    }

    private async Task<ContainerTerminated> RunOnceAsync()
    {
        var start = await WaitForConfigurationAsync();
        _previous?.Dispose();
        _previous = _run;
        var run = new ContainerRun(pod, container, this, start);
        _run = run;
        return await run.RunAsync(_stop.Token);
    }

    private bool MustRestart(ContainerTerminated ended) =>
        isInit
            ? ended.ExitCode != 0 && pod.RestartPolicy is not "Never"
            : pod.RestartPolicy is "Always" || (pod.RestartPolicy is "OnFailure" && ended.ExitCode != 0);

    private async Task WaitForRestartAsync(ContainerTerminated ended)
    {
        pod.Ports.ReturnTaken(Name);

        if (ended.FinishedAt - ended.StartedAt > LongRun)
        {
            _backOff.Reset();
            _hasFailed = false;
        }

        // The first restart comes at once: only a container that ends again and again has to wait.
        if (!_hasFailed)
        {
            _hasFailed = true;
            Update(s => s with { Restarts = s.Restarts + 1, Last = ended });
            return;
        }

        var wait = _backOff.Next();
        var message = $"back-off {wait.TotalSeconds:0.###}s restarting failed container={Name} pod={pod.Title}";
        pod.Warn(Name, "BackOff", $"Back-off restarting failed container {Name} in pod {pod.Title}");
        Update(s => s with { State = new ContainerWaiting("CrashLoopBackOff", message), Last = ended });
        await Task.Delay(wait, pod.Node.Time, _stop.Token);
        Update(s => s with { Restarts = s.Restarts + 1 });
    }
}
