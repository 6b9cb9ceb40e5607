using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BlueGreen.Frosting.Local.Gateway;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Transport;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Frosting.Tests.Gateway;

/// <summary>A cluster that only its kubeconfig tells of, apps outside of it, and a gateway in front.</summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-gateway-").FullName;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly HttpClient _users = new();
    private LocalCluster _cluster = null!;
    private KubeClient _watcher = null!;

    public KubeClient Client { get; private set; } = null!;

    /// <summary>Gets the network between the gateway and the cluster.</summary>
    public Line Line { get; private set; } = null!;

    public static async Task<GatewayWorld> StartAsync()
    {
        var world = new GatewayWorld();
        world._cluster = await LocalCluster.StartAsync(
            new LocalClusterOptions { Folder = world._folder }, TimeProvider.System, default);
        var connection = KubeConfigLoader.Load(new KubeConfigOptions { Paths = [world._cluster.KubeconfigPath] });
        world.Line = new Line(connection.Server.Port);
        world.Client = new KubeClient(connection, TimeProvider.System);
        world._watcher = new KubeClient(
            connection with { Server = new UriBuilder(connection.Server) { Port = world.Line.Port }.Uri },
            TimeProvider.System,
            new TransportOptions { LongestPause = TimeSpan.FromMilliseconds(200) });
        return world;
    }

    public Task<ClusterGateway> OpenGatewayAsync(string? ns = null) => ClusterGateway.StartAsync(
        _watcher,
        new ClusterGatewayOptions { Namespace = ns, Log = _log.Enqueue, LongestPause = TimeSpan.FromSeconds(1) },
        TimeProvider.System,
        default);

    /// <summary>Makes a service of an app that runs outside of the cluster.</summary>
    public Task AddAppAsync(string name, int port, string ns = "default") => ApplyAsync(
        $$$"""
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "{{{name}}}", "namespace": "{{{ns}}}"},
         "spec": {"ports": [{"name": "http", "port": 80, "targetPort": {{{port}}}}]}}
        """,
        $$$"""
        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice",
         "metadata": {
           "name": "{{{name}}}-1", "namespace": "{{{ns}}}", "labels": {"kubernetes.io/service-name": "{{{name}}}"}},
         "addressType": "IPv4",
         "endpoints": [{"addresses": ["127.0.0.1"], "conditions": {"ready": true}}],
         "ports": [{"name": "http", "port": {{{port}}}, "protocol": "TCP"}]}
        """);

    /// <summary>Sends users of a host to a service.</summary>
    public Task RouteAsync(string host, string service, string ns = "default") => ApplyAsync(
        $$$"""
        {"apiVersion": "networking.istio.io/v1", "kind": "Gateway",
         "metadata": {"name": "entry", "namespace": "{{{ns}}}"},
         "spec": {
           "selector": {"istio": "ingressgateway"},
           "servers": [{"port": {"number": 80, "name": "http", "protocol": "HTTP"}, "hosts": ["*"]}]}}
        """,
        $$$"""
        {"apiVersion": "networking.istio.io/v1", "kind": "VirtualService",
         "metadata": {"name": "{{{host}}}", "namespace": "{{{ns}}}"},
         "spec": {
           "hosts": ["{{{host}}}"], "gateways": ["entry"],
           "http": [{"route": [{"destination": {"host": "{{{service}}}"}}]}]}}
        """);

    public async Task ApplyAsync(params string[] objects)
    {
        foreach (var item in objects)
        {
            await Client.ApplyAsync(JsonNode.Parse(item)!.AsObject(), new ApplyOptions { FieldManager = "test" });
        }
    }

    public async Task<string> AskAsync(ClusterGateway gateway, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url);
        request.Headers.Host = host;
        using var answer = await _users.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStringAsync()
            : $"status {(int)answer.StatusCode}";
    }

    public Task AnswersSoonAsync(ClusterGateway gateway, string host, string expected) => SoonAsync(
        async () => string.Equals(await AskAsync(gateway, host), expected, StringComparison.Ordinal),
        $"{host} answers {expected}");

    public Task LogsAsync(string words) => SoonAsync(
        () => Task.FromResult(_log.Any(line => line.Contains(words, StringComparison.Ordinal))), $"'{words}' is told");

    private async Task SoonAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not in time: {what}. Told: {string.Join(" | ", _log)}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _users.Dispose();
        Client.Dispose();
        _watcher.Dispose();
        await Line.DisposeAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
