using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Page;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster;

/// <summary>
/// A whole cluster in this process: Kubernetes API, controllers, processes as pods, Istio-style gateway.
/// </summary>
/// <remarks>
/// For laptops, demos and tests; never for production. It listens on loopback only. The parts meet in one object
/// store, and clients meet it on the wire alone.
/// </remarks>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly ClusterParts _parts = new();

    private ObjectStore? _store;
#pragma warning disable CA2213 // One of the parts, which DisposeAsync ends.
    private ApiServerHost? _api;
#pragma warning restore CA2213

    private LocalCluster(string kubeconfig) => KubeconfigPath = kubeconfig;

    /// <summary>Gets the kubeconfig that reaches it.</summary>
    public string KubeconfigPath { get; }

    /// <summary>Gets the address of the API server.</summary>
    public Uri ApiUrl { get; private set; } = new("https://127.0.0.1");

    /// <summary>Gets the address of the gateway: where users come in.</summary>
    public Uri GatewayUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Gets the address of the page that shows it, or null when there is none.</summary>
    public Uri? PageUrl { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="options">Folder, ports, images.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The running cluster; its pods end with it.</returns>
    public static async Task<LocalCluster> StartAsync(
        LocalClusterOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Path.GetFullPath(options.Folder);
        Directory.CreateDirectory(folder);
        var cluster = new LocalCluster(Path.Combine(folder, "kubeconfig"));
        try
        {
            await cluster.StartPartsAsync(options with { Folder = folder }, time, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Lets the API server take only so many requests, for tests of clients. The gateway and the pods are not touched.
    /// </summary>
    /// <param name="limit">The limit, or null for none.</param>
    public void LimitApiRequests(ApiRequestLimit? limit) => _api!.RequestLimit = limit;

    /// <summary>Forgets all changes before now: watches and pages from before get 410, as after a compaction.</summary>
    public void ForgetHistory() => _store!.ForgetHistory();

    /// <summary>
    /// Stops the API server, and starts it again at the same address. Watches end; pods and the gateway go on, and
    /// the history is gone, as with the real one.
    /// </summary>
    /// <param name="whileDown">Is done while nobody answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it answers again.</returns>
    public Task RestartApiServerAsync(Func<Task> whileDown, CancellationToken cancellationToken) =>
        _api!.RestartAsync(
            async () =>
            {
                await whileDown();
                ForgetHistory();
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static KubeletOptions Kubelet(LocalClusterOptions options, TimeProvider time) => new()
    {
        DataFolder = Path.Combine(options.Folder, "pods"),
        Images = [.. options.Images.Select(i => new ImageCommand(i.Name, i.Command, i.Folder, i.Environment))],
        TimeProvider = time,
    };

    private static GatewayOptions Gateway(LocalClusterOptions options, KeptPorts before) => new()
    {
        Port = options.GatewayPort,
        PortBefore = before.Gateway,
        TestCookie = options.TestCookie,
        Log = options.Log,
    };

    private static ApiServerOptions Api(LocalClusterOptions options, KeptPorts before) => new()
    {
        Port = options.ApiPort,
        PortBefore = before.Api,
        DataFolder = Path.Combine(options.Folder, "certificates"),
        Decided = options.Decided,
    };

    private PageOptions Page(LocalClusterOptions options, KeptPorts before) => new()
    {
        Port = options.PagePort,
        PortBefore = before.Page,
        KubeconfigPath = KubeconfigPath,
        TestCookie = options.TestCookie,
    };

    // In the order of need; what was started first ends last: pods stop while the gateway still finishes their answers.
    private async Task StartPartsAsync(
        LocalClusterOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = _store = OpenStore(options, time);
        var before = KeptPorts.Read(options.Folder);
#pragma warning disable CA2000 // Every part is added to those that DisposeAsync ends.
        var source = _parts.Add(new StoreObjectSource(store));
        var gateway = _parts.Add(new GatewayServer(
            Gateway(options, before), source, time));
        await gateway.StartAsync(cancellationToken);
        var kubelet = _parts.Add(new Kubelet(store, Kubelet(options, time), gateway));
        var api = _api = _parts.Add(new ApiServerHost(
            Api(options, before), store, kubelet, time));
        await api.StartAsync(cancellationToken);
        LocalObjects.Fill(store, gateway.Url);
        await kubelet.StartAsync(cancellationToken);
        var controllers = _parts.Add(new ControllerManager(store, time));
        var page = _parts.Add(new PageServer(
            Page(options, before), source, gateway, time));
#pragma warning restore CA2000
        await controllers.StartAsync(cancellationToken);
        api.WriteKubeconfig(KubeconfigPath);
        await page.StartAsync(cancellationToken);
        _ = TellEndAsync(kubelet.Ended, "node", options.Log);
        _ = TellEndAsync(controllers.Ended, "controllers", options.Log);
        _ = TellEndAsync(gateway.Following, "gateway", options.Log);
        (ApiUrl, GatewayUrl, PageUrl) = (api.Url, gateway.Url, page.Url);
        new KeptPorts(api.Url.Port, gateway.Url.Port, page.Url.Port).Write(options.Folder);
    }

    private ObjectStore OpenStore(LocalClusterOptions options, TimeProvider time)
    {
        if (!options.KeepsObjects)
        {
            return new ObjectStore(time);
        }

        var path = Path.Combine(options.Folder, "objects.log");
        if (options.IsFresh)
        {
            File.Delete(path);
        }

#pragma warning disable CA2000 // Added to the parts that DisposeAsync ends.
        var log = _parts.Add(ObjectLog.Open(path, out var content));
#pragma warning restore CA2000
        var store = new ObjectStore(time, log: log, content: content);
        NodeRestart.MarkPods(store, time.GetUtcNow());
        return store;
    }

    // A node or a controller that has ended answers nothing any more, and everything waits for it without a word.
    private static async Task TellEndAsync(Task ended, string what, Action<string> log)
    {
#pragma warning disable VSTHRD003 // Started by the part on the thread pool, which never waits for us.
        await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        if (ended.Exception is { InnerException: { } error })
        {
            log($"The mini-cluster's {what} has ended: {error.Message} Start the mini-cluster anew.");
        }
    }
}
