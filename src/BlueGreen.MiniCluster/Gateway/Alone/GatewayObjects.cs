using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway.Alone;

/// <summary>
/// What is known of a cluster: whoever watches it writes here, and the gateway routes by it until it is told otherwise.
/// </summary>
/// <remarks>Safe for use by several threads. Only what routes depend on is kept, and only a change of that counts: a
/// pod that reports a restart, say, builds no new table.</remarks>
public sealed class GatewayObjects : IObjectSource
{
    private readonly Lock _lock = new();
    private readonly Dictionary<GatewayKind, Dictionary<PodName, JsonObject>> _known =
        Enum.GetValues<GatewayKind>().ToDictionary(kind => kind, _ => new Dictionary<PodName, JsonObject>());

    private TaskCompletionSource _changed = NewSignal();
    private long _version = 1;

    /// <summary>Forgets what was known of a kind, and knows these objects instead.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="items">All of its objects.</param>
    public void Replace(GatewayKind kind, IEnumerable<JsonObject> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var views = new Dictionary<PodName, JsonObject>();
        foreach (var item in items)
        {
            views[NameOf(item)] = GatewayView.Of(kind, item);
        }

        lock (_lock)
        {
            var old = _known[kind];
            if (old.Count != views.Count || views.Any(view => !IsKnown(old, view.Key, view.Value)))
            {
                _known[kind] = views;
                Signal();
            }
        }
    }

    /// <summary>Adds an object, or replaces the one of its name.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="item">The object.</param>
    public void Set(GatewayKind kind, JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var view = GatewayView.Of(kind, item);
        lock (_lock)
        {
            if (!IsKnown(_known[kind], NameOf(item), view))
            {
                _known[kind][NameOf(item)] = view;
                Signal();
            }
        }
    }

    /// <summary>Forgets an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="item">The object.</param>
    public void Remove(GatewayKind kind, JsonObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        lock (_lock)
        {
            if (_known[kind].Remove(NameOf(item)))
            {
                Signal();
            }
        }
    }

    /// <inheritdoc/>
    ObjectSnapshot IObjectSource.Read()
    {
        lock (_lock)
        {
            return new ObjectSnapshot(_version)
            {
                Gateways = [.. _known[GatewayKind.Gateways].Values],
                VirtualServices = [.. _known[GatewayKind.VirtualServices].Values],
                DestinationRules = [.. _known[GatewayKind.DestinationRules].Values],
                Services = [.. _known[GatewayKind.Services].Values],
                Endpoints = EndpointSlices.ToEndpoints(_known[GatewayKind.EndpointSlices].Values),
                Pods = [.. _known[GatewayKind.Pods].Values],
            };
        }
    }

    /// <inheritdoc/>
    Task IObjectSource.WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _version != sinceVersion ? Task.CompletedTask : _changed.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static PodName NameOf(JsonObject item) => new(item.Namespace(), item.Name());

    private static bool IsKnown(Dictionary<PodName, JsonObject> known, PodName name, JsonObject view) =>
        known.TryGetValue(name, out var old) && JsonNode.DeepEquals(old, view);

    private void Signal()
    {
        _version++;
        _changed.SetResult();
        _changed = NewSignal();
    }
}
