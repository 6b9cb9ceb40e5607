using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Routing;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>A store, a gateway over it, and a client: everything real, on loopback.</summary>
internal sealed class GatewayWorld : IAsyncDisposable
{
    private const string Istio = "networking.istio.io";

    private readonly StoreObjectSource _source;
    private readonly List<Backend> _owned = [];

    private GatewayWorld(GatewayOptions options)
    {
        _source = new StoreObjectSource(Store);
        Gateway = new GatewayServer(options with { Log = Problems.Add }, _source, TimeProvider.System);
    }

    public ObjectStore Store { get; } = new(new FakeClock());

    public GatewayServer Gateway { get; }

    public List<string> Problems { get; } = [];

    public HttpClient Client { get; } = new(new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.Latin1,
    });

    /// <summary>
    /// Starts a gateway in front of service <c>myapp</c>, port 80, with subsets blue and green and a route to blue.
    /// </summary>
    public static async Task<GatewayWorld> StartAsync(GatewayOptions? options = null)
    {
        var world = new GatewayWorld(options ?? new GatewayOptions());
        world.Put(Istio, "gateways", "myapp-gateway", """
            {"spec":{"selector":{"istio":"ingressgateway"},
            "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}
            """);
        world.Put("", "services", "myapp", """{"spec":{"ports":[{"port":80,"targetPort":3000}]}}""");
        world.Put(Istio, "destinationrules", "myapp", """
            {"spec":{"host":"myapp","subsets":[
            {"name":"blue","labels":{"color":"blue"}},{"name":"green","labels":{"color":"green"}}]}}
            """);
        world.PutRoute("""[{"route":[{"destination":{"host":"myapp","subset":"blue"}}]}]""");
        await world.Gateway.StartAsync(default);
        world.Client.BaseAddress = world.Gateway.Url;
        return world;
    }

    public void PutRoute(string http) => Put(
        Istio,
        "virtualservices",
        "myapp",
        $$$"""{"spec":{"hosts":["*"],"gateways":["myapp-gateway"],"http":{{{http}}}}}""");

    public void SetPods(params ReadOnlySpan<Backend> backends)
    {
        var subsets = new JsonArray();
        foreach (var backend in backends)
        {
            PutPod(backend.Pod, backend.Color);
            subsets.Add(SubsetOf(backend.Pod, backend.Url.Port));
        }

        Put("", "endpoints", "myapp", new JsonObject { ["subsets"] = subsets }.ToJsonString());
    }

    public void SetPod(string pod, string color, int port)
    {
        PutPod(pod, color);
        var endpoints = new JsonObject { ["subsets"] = new JsonArray(SubsetOf(pod, port)) };
        Put("", "endpoints", "myapp", endpoints.ToJsonString());
    }

    /// <summary>Waits until the gateway has taken the last change over.</summary>
    public Task SettleAsync(Func<RouteTable, bool> isTaken) => Until.TrueAsync(() => isTaken(Gateway.Table));

    public Task<HttpResponseMessage> GetAsync(string path = "/", string? cookie = null) =>
        SendAsync(HttpMethod.Get, path, content: null, cookie is null ? [] : [("Cookie", cookie)]);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Gateway.Url, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task SettlePodsAsync(int count) =>
        SettleAsync(table => table.Groups.Values.Sum(group => group.Endpoints.Count) == count);

    public void Put(string group, string plural, string name, string json)
    {
        var key = new ObjectKey(group, plural, "default", name);
        var value = JsonNode.Parse(json)!.AsObject();
        var metadata = value["metadata"]?.DeepClone().AsObject() ?? [];
        (metadata["name"], metadata["namespace"]) = (name, "default");
        value["metadata"] = metadata;
        if (Store.Find(key) is null)
        {
            Store.Create(key, value);
        }
        else
        {
            Store.Update(key, value, expectedVersion: null);
        }
    }

    private void PutPod(string pod, string color)
    {
        var labels = $$$"""{"app":"myapp","color":"{{{color}}}"}""";
        Put("", "pods", pod, $$$"""{"metadata":{"labels":{{{labels}}}}}""");
    }

    private static JsonNode SubsetOf(string pod, int port) => JsonNode.Parse($$"""
        {"addresses":[{"ip":"127.0.0.1","targetRef":{"kind":"Pod","name":"{{pod}}"} }],"ports":[{"port":{{port}} }]}
        """)!;

    public void Own(Backend backend) => _owned.Add(backend);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
        await _source.DisposeAsync();
        foreach (var backend in _owned)
        {
            await backend.DisposeAsync();
        }
    }
}
