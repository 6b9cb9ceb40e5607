namespace BlueGreen.MiniCluster.Gateway.Alone;

/// <summary>The mini-cluster's gateway without the mini-cluster: it routes by what it is told of any cluster.</summary>
/// <remarks>It listens on loopback only, and reaches pods by the addresses that the cluster gives them.</remarks>
public sealed class StandaloneGateway : IAsyncDisposable
{
    private readonly GatewayServer _server;

    private StandaloneGateway(GatewayServer server) => _server = server;

    /// <summary>Gets the address: where users come in.</summary>
    public Uri Url => _server.Url;

    /// <summary>Gets what ends with the gateway, and fails when it can no longer follow what it is told.</summary>
#pragma warning disable VSTHRD003 // Runs on the thread pool, which never waits for us.
    public Task Following => _server.Following;
#pragma warning restore VSTHRD003

    /// <summary>Begins to listen, with routes for what is known by now.</summary>
    /// <param name="options">Port and limits.</param>
    /// <param name="objects">The cluster, as far as it is known; it may be written to at any time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running gateway.</returns>
    public static async Task<StandaloneGateway> StartAsync(
        GatewayOptions options, GatewayObjects objects, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(objects);
#pragma warning disable CA2000 // What is returned owns it; a failure disposes it below.
        var server = new GatewayServer(options, objects, time);
#pragma warning restore CA2000
        try
        {
            await server.StartAsync(cancellationToken);
            return new StandaloneGateway(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: no new connection; requests in flight may end within the options' limit.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
