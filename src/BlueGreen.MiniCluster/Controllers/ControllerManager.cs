using BlueGreen.MiniCluster.Controllers.Access;
using BlueGreen.MiniCluster.Controllers.Cleanup;
using BlueGreen.MiniCluster.Controllers.Networking;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Runs what makes a cluster out of a store: deployments become replica sets, replica sets become pods, pods
/// endpoints.
/// </summary>
/// <param name="store">The cluster.</param>
/// <param name="timeProvider">Times deadlines and back-offs.</param>
internal sealed class ControllerManager(ObjectStore store, TimeProvider timeProvider) : IAsyncDisposable
{
    private readonly List<ControllerLoop> _loops = [];

    /// <summary>
    /// Gets what ends only when a controller cannot go on, with the error; the cluster should be stopped then.
    /// </summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts all controllers.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>When all run.</returns>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var events = new EventRecorder(store, timeProvider);
        IController[] controllers =
        [
            new DeploymentController(store, events, timeProvider),
            new ReplicaSetController(store, events, timeProvider),
            new EndpointsController(store),
            new GarbageCollector(store, timeProvider),
            new NamespaceController(store, timeProvider),
            new DefaultAccountController(store),
            new RoleAggregationController(store),
        ];
        foreach (var controller in controllers)
        {
            var loop = new ControllerLoop(store, controller, events, timeProvider);
            _loops.Add(loop);
            loop.Start();
        }

        Ended = Task.WhenAny(_loops.Select(loop => loop.Ended)).Unwrap();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.DisposeAsync();
        }

        _loops.Clear();
    }
}
