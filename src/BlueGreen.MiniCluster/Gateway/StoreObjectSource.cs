using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>Feeds the gateway from the mini-cluster's own store.</summary>
internal sealed class StoreObjectSource : IObjectSource, IAsyncDisposable
{
    private const string Istio = "networking.istio.io";

    private static readonly (string Group, string Plural)[] RoutingResources =
    [
        (Istio, "virtualservices"), (Istio, "destinationrules"), (Istio, "gateways"),
        ("", "services"), ("", "endpoints"), ("", "pods"),
    ];

    private readonly ObjectStore _store;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private readonly Task _watching;
    private TaskCompletionSource _changed = NewSignal();
    private long _version = 1;

    /// <summary>Begins to watch.</summary>
    /// <param name="store">The store; it outlives this.</param>
    public StoreObjectSource(ObjectStore store)
    {
        _store = store;
        var since = store.Version;
        _watching = Task.WhenAll(RoutingResources.Select(kind => WatchAsync(kind.Group, kind.Plural, since)));
    }

    /// <inheritdoc/>
    public ObjectSnapshot Read()
    {
        // The version is read first: a change that comes while the lists are read then wakes the waiter once more.
        long version;
        lock (_lock)
        {
            version = _version;
        }

        return new ObjectSnapshot(version)
        {
            VirtualServices = List(Istio, "virtualservices"),
            DestinationRules = List(Istio, "destinationrules"),
            Gateways = List(Istio, "gateways"),
            Services = List("", "services"),
            Endpoints = List("", "endpoints"),
            Pods = List("", "pods"),
            Deployments = List("apps", "deployments"),
            Leases = List("coordination.k8s.io", "leases"),
        };
    }

    /// <inheritdoc/>
    public Task WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _version != sinceVersion ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
#pragma warning disable VSTHRD003 // Started by the constructor, on the thread pool, which never waits for us.
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private IReadOnlyList<JsonObject> List(string group, string plural) => _store.List(group, plural, null).Items;

    private async Task WatchAsync(string group, string plural, long since)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in _store.WatchAsync(group, plural, null, since, _stopping.Token))
                {
                    since = change.Version;
                    Signal();
                }
            }
            catch (StoreException e) when (e.Refusal == StoreRefusal.Expired)
            {
                // The history is too short to tell what was missed, so whoever waits reads everything again.
                since = _store.Version;
                Signal();
            }
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _version++;
            (changed, _changed) = (_changed, NewSignal());
        }

        changed.SetResult();
    }
}
