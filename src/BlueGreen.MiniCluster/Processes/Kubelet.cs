using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Processes.Containers;
using BlueGreen.MiniCluster.Processes.Machine;
using BlueGreen.MiniCluster.Processes.Probes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// The one node of the mini-cluster: binds pods to itself and runs them as processes of this machine.
/// </summary>
internal sealed class Kubelet : IPodRuntime, IAsyncDisposable
{
    private readonly ObjectStore _store;
    private readonly KubeletOptions _options;
    private readonly IInFlight _inFlight;
    private readonly NodeServices _node;
    private readonly ProbeChecks _checks = new();
    private readonly PodManager _pods;

    /// <summary>Makes a node; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="options">How pods are run.</param>
    /// <param name="inFlight">Tells what the sidecars say about requests in flight.</param>
    public Kubelet(ObjectStore store, KubeletOptions options, IInFlight inFlight)
    {
        _store = store;
        _options = options;
        _inFlight = inFlight;
        Directory.CreateDirectory(options.DataFolder);
        _node = new NodeServices(
            store,
            new EventRecorder(store, options.TimeProvider),
            options,
            new PortAllocator(options.FirstPort, options.LastPort),
            new ProcessLedger(options.DataFolder),
            _checks);
        _pods = new PodManager(_node);
    }

    /// <summary>
    /// Gets what ends only when the node cannot go on, with the error; the cluster should be stopped then.
    /// </summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Ends what a killed run left behind, announces the node and begins to run pods.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>When the node is there.</returns>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _node.Ledger.KillLeftovers();
        NodeObject.Announce(_store, _options.TimeProvider.GetUtcNow());
        _pods.Start();
        Ended = _pods.Ended;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LogLine> ReadLogAsync(
        ContainerReference container, LogOptions options, CancellationToken cancellationToken)
    {
        var worker = _pods.Find(container.Namespace, container.Pod) ?? throw NoPod(container);
        if (container.Container is Sidecar.Name && worker.IsSidecarRunning)
        {
            return AsyncEnumerable.Empty<LogLine>();
        }

        var runner = worker.Find(container.Container) ?? throw NoContainer(container);
        var run = options.Previous ? runner.Previous : runner.Run;
        return run?.Log.ReadAsync(options, cancellationToken) ?? throw NoLog(container, runner, options.Previous);
    }

    /// <inheritdoc/>
    public async Task<int> ExecAsync(
        ContainerReference container, ExecRequest request, CancellationToken cancellationToken)
    {
        var worker = _pods.Find(container.Namespace, container.Pod) ?? throw NoPod(container);
        if (container.Container is Sidecar.Name && worker.IsSidecarRunning)
        {
            var count = _inFlight.Count(container.Namespace, container.Pod);
            return await SidecarAdmin.ExecAsync(worker.Pod.Pod, count, request, cancellationToken);
        }

        return await new ContainerExec(_node.Ledger).RunAsync(
            RunningOf(worker, container), request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task AttachAsync(
        ContainerReference container, ExecRequest request, CancellationToken cancellationToken)
    {
        var worker = _pods.Find(container.Namespace, container.Pod) ?? throw NoPod(container);
        return RunningOf(worker, container).AttachAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public int? FindPort(string namespaceName, string podName, int containerPort) =>
        _pods.Find(namespaceName, podName)?.Pod.Ports.Find(containerPort);

    /// <summary>Finds the port on loopback behind a named port of a pod.</summary>
    /// <param name="namespaceName">Namespace of the pod.</param>
    /// <param name="podName">The pod.</param>
    /// <param name="portName">The name as manifests have it.</param>
    /// <returns>The port on 127.0.0.1, or null when the pod does not run or has no such port.</returns>
    public int? FindPort(string namespaceName, string podName, string portName) =>
        _pods.Find(namespaceName, podName)?.Pod.Ports.Find(portName);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pods.DisposeAsync();
        _checks.Dispose();
    }

    private static ContainerRun RunningOf(PodWorker worker, ContainerReference container)
    {
        var runner = worker.Find(container.Container) ?? throw NoContainer(container);
        return runner.Run is { IsRunning: true } run
            ? run
            : throw new PodRuntimeException(
                $"container \"{container.Container}\" in pod \"{container.Pod}\" is not running", isMissing: false);
    }

    private static PodRuntimeException NoPod(ContainerReference container) =>
        new($"pods \"{container.Pod}\" not found", isMissing: true);

    private static PodRuntimeException NoContainer(ContainerReference container) =>
        new($"container {container.Container} is not valid for pod {container.Pod}", isMissing: false);

    private static PodRuntimeException NoLog(ContainerReference container, ContainerRunner runner, bool isPrevious) =>
        isPrevious
        ? new($"previous terminated container \"{container.Container}\" in pod \"{container.Pod}\" not found",
            isMissing: false)
        : new(
            $"container \"{container.Container}\" in pod \"{container.Pod}\" is waiting to start: " +
            $"{(runner.Snapshot.State as ContainerWaiting)?.Reason ?? "ContainerCreating"}",
            isMissing: false);
}
