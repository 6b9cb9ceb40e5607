using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Transport;
using BlueGreen.Routers.Cluster;
using BlueGreen.Testing;

namespace BlueGreen.Routers.Tests.Support;

/// <summary>
/// A cluster of a few objects that compares resource versions as Kubernetes does: create, read, replace.
/// </summary>
internal sealed class MemoryTransport : IClusterTransport
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private int _version;

    public Uri Server { get; } = new("https://cluster.test");

    /// <summary>Gets or sets a value indicating whether the cluster does not answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>Gets or sets what answers instead of the cluster, or throws; null lets the cluster answer.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Gets or sets what hears of each write after it took effect; what it throws, the writer gets.</summary>
    public Action AfterWrite { get; set; } = () => { };

    public ClusterGate Gate(FakeClock clock) => new(new KubeClient(this, "default", clock), adopt: false);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_lock)
        {
            var path = new Uri(Server, request.RequestUri!).AbsolutePath;
            return IsDown
                ? Status(503, "ServiceUnavailable")
                : Instead(request) ?? Answer(request.Method.Method, path, body);
        }
    }

    public Task<WebSocket?> ConnectAsync(Uri path, IReadOnlyList<string> subProtocols,
        CancellationToken cancellationToken) =>
        Task.FromResult<WebSocket?>(null);

    public void Dispose()
    {
    }

    private HttpResponseMessage Answer(string method, string path, string? body)
    {
        var isList = path.Split('/').Length <= 4;
        if (method == "GET" && isList)
        {
            return Json(200, JsonNode.Parse(
                """
                {"resources":[{"name":"leases","kind":"Lease","namespaced":true},
                {"name":"configmaps","kind":"ConfigMap","namespaced":true}]}
                """)!);
        }

        var sent = body is null ? null : JsonNode.Parse(body)!.AsObject();
        var key = method == "POST" ? $"{path}/{(string?)sent!["metadata"]!["name"]}" : path;
        var stored = _objects.GetValueOrDefault(key);
        return (method, stored) switch
        {
            ("GET", not null) => Json(200, stored),
            ("POST", null) => Store(key, sent!, 201),
            ("POST", _) => Status(409, "AlreadyExists"),
            ("PUT", not null) => JsonNode.DeepEquals(
                sent!["metadata"]!["resourceVersion"], stored["metadata"]!["resourceVersion"])
                ? Store(key, sent, 200)
                : Status(409, "Conflict"),
            _ => Status(404, "NotFound"),
        };
    }

    private HttpResponseMessage Store(string key, JsonObject sent, int status)
    {
        sent["metadata"]!["resourceVersion"] = $"{++_version}";
        _objects[key] = sent;
        AfterWrite();
        return Json(status, sent);
    }

    public static HttpResponseMessage Status(int code, string reason) => Json(code, new JsonObject
    {
        ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["reason"] = reason, ["code"] = code,
            ["message"] = reason,
        ["details"] = new JsonObject { ["name"] = "app-blue-green", ["kind"] = "leases" },
    });

    private static HttpResponseMessage Json(int code, JsonNode body) => new((HttpStatusCode)code)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
