using BlueGreen.MiniCluster.Gateway.Forwarding;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>
/// Stands for Istio's ingress gateway: an HTTP/1.1 reverse proxy on loopback that follows the cluster's objects.
/// </summary>
/// <remarks>
/// A change of the cluster replaces the table as a whole. It holds for the next request on any connection; requests
/// in flight end where they are.
/// </remarks>
internal sealed class GatewayServer : IInFlight, IAsyncDisposable
{
    private readonly GatewayOptions _options;
    private readonly IObjectSource _source;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LoopbackServer _server;
    private readonly RequestHandler _handler;
    private RouteTable _table = RouteTable.Empty;

    /// <summary>Prepares the gateway; <see cref="StartAsync"/> begins.</summary>
    /// <param name="options">Port and limits.</param>
    /// <param name="source">The cluster; it outlives the gateway.</param>
    /// <param name="timeProvider">The clock of timeouts, delays and records.</param>
    public GatewayServer(GatewayOptions options, IObjectSource source, TimeProvider timeProvider)
    {
        (_options, _source) = (options, source);
        _handler = new RequestHandler(options, timeProvider, () => Table);
        _server = new LoopbackServer(
            (options.Port, options.PortBefore),
            new RequestHeadLimits(options.MaxRequestHeaderBytes, options.RequestHeadersTimeout),
            options.ShutdownTimeout,
            _handler.HandleAsync);
    }

    /// <summary>Gets the address, known once started.</summary>
    public Uri Url => _server.Url;

    /// <summary>Gets the requests of the last two minutes.</summary>
    public TrafficLog Traffic => _handler.Traffic;

    /// <summary>Gets what ends with the gateway, and fails when it can no longer follow the cluster.</summary>
    public Task Following { get; private set; } = Task.CompletedTask;

    /// <summary>Gets the table that the next request is decided by.</summary>
    public RouteTable Table => Volatile.Read(ref _table);

    /// <summary>Builds the first table and begins to listen.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when requests are answered.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var objects = _source.Read();
        Use(objects);
        await _server.StartAsync(cancellationToken);
        Following = FollowAsync(objects.Version, _stopping.Token);
    }

    /// <inheritdoc/>
    public int Count(string namespaceName, string podName) => _handler.InFlight.Count(namespaceName, podName);

    /// <summary>
    /// Stops: no new connection, requests in flight may end within the limit, then connections to pods are closed.
    /// </summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stopping.CancelAsync();
#pragma warning disable VSTHRD003 // StartAsync started this task; nothing here runs on a thread that it could wait for.
        await Following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        _handler.Dispose();
        _stopping.Dispose();
    }

    private async Task FollowAsync(long version, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _source.WaitForChangeAsync(version, cancellationToken);
            var objects = _source.Read();
            version = objects.Version;
            try
            {
                Use(objects);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A defect of ours. The next change may mend it, and until then the last good routes serve users best.
                _options.Log($"The routes stay as they are, for a change of the cluster cannot be read: {e.Message}");
            }
        }
    }

    private void Use(ObjectSnapshot objects)
    {
        var table = RouteTableBuilder.Build(objects, _options.WorkloadLabels);
        foreach (var problem in table.Problems.Except(Table.Problems, StringComparer.Ordinal))
        {
            _options.Log(problem);
        }

        Volatile.Write(ref _table, table);
    }
}
