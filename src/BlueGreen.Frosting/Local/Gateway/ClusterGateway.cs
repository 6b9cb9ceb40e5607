using BlueGreen.Kubernetes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Alone;

namespace BlueGreen.Frosting.Local.Gateway;

/// <summary>
/// The mini-cluster's gateway as the data plane of any cluster that has Istio's definitions, but no Istio.
/// </summary>
/// <remarks>
/// It only reads: list and watch of Gateway, VirtualService, DestinationRule, Service, EndpointSlice and Pod.
/// While the API does not answer, it goes on with what it knows. The addresses of pods must be reachable from here.
/// </remarks>
public sealed class ClusterGateway : IAsyncDisposable
{
    private readonly GatewayObjects _objects = new();
    private readonly CancellationTokenSource _stopping = new();
    private StandaloneGateway? _gateway;
    private Task _followers = Task.CompletedTask;

    private ClusterGateway()
    {
    }

    /// <summary>Gets the address: where users come in.</summary>
    public Uri Url => _gateway!.Url;

    /// <summary>Gets what ends with the gateway, and fails when it can no longer follow the cluster.</summary>
    public Task Following { get; private set; } = Task.CompletedTask;

    /// <summary>Reads the cluster, then begins to listen.</summary>
    /// <param name="client">The cluster; it outlives the gateway.</param>
    /// <param name="options">Namespace, port and limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The running gateway: it knows every object that there is.</returns>
    /// <exception cref="TimeoutException">The first lists took too long.</exception>
    public static async Task<ClusterGateway> StartAsync(
        KubeClient client, ClusterGatewayOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        var gateway = new ClusterGateway();
        try
        {
            await gateway.FollowAsync(client, options, time, cancellationToken)
                .WaitAsync(options.StartLimit, time, cancellationToken);
            var listening = new GatewayOptions { Port = options.Port, Log = options.Log };
            gateway._gateway = await StandaloneGateway.StartAsync(
                listening, gateway._objects, time, cancellationToken);
            gateway.Following = Task.WhenAny(gateway._followers, gateway._gateway.Following).Unwrap();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops: no new connection, requests in flight may end, then the cluster is left alone.</summary>
    /// <returns>Completes when nothing runs any more.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        await _stopping.CancelAsync();
#pragma warning disable VSTHRD003 // Runs on the thread pool, which never waits for us.
        await _followers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        _stopping.Dispose();
    }

    private async Task FollowAsync(
        KubeClient client, ClusterGatewayOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var types = await GatewayKinds.FindAsync(client, cancellationToken);
        var followers = types.Select(pair => new KindFollower(client, pair.Key, pair.Value, _objects)).ToList();
        _followers = RunAsync([.. followers.Select(follower => follower.RunAsync(options, time, _stopping.Token))]);
        var listed = Task.WhenAll(followers.Select(follower => follower.Listed));
        await Task.WhenAny(listed, _followers);

        // Who ends without a list ends all of them, and only this task has the reason.
        await (listed.IsCompletedSuccessfully ? listed : _followers);
    }

    /// <summary>One that ends takes the others with it: half a picture of a cluster is a wrong one.</summary>
    private async Task RunAsync(IReadOnlyList<Task> followers)
    {
        var first = await Task.WhenAny(followers);
        await _stopping.CancelAsync();
        await Task.WhenAll(followers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }
}
