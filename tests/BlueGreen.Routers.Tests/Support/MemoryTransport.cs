using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Transport;
using BlueGreen.Routers.Cluster;
using BlueGreen.Testing;

namespace BlueGreen.Routers.Tests.Support;

/// <summary>A cluster without a wire: for what is about time, where a real wire would only be slow.</summary>
internal sealed class MemoryTransport : IClusterTransport
{
    private readonly Lock _lock = new();

    public Uri Server { get; } = new("https://cluster.test");

    public ClusterStore Store { get; } = new();

    /// <summary>Gets or sets a value indicating whether the cluster does not answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>Gets or sets what answers instead of the cluster, or throws; null lets the cluster answer.</summary>
    public Func<HttpCall, (int Code, JsonNode Body)?> Instead { get; set; } = _ => null;

    public ClusterGate Gate(FakeClock clock) => new(new KubeClient(this, "default", clock), adopt: false);

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var url = new Uri(Server, request.RequestUri!);
        var query = Uri.UnescapeDataString(url.Query.TrimStart('?'));
        var call = new HttpCall(request.Method.Method, url.AbsolutePath, query,
            request.Content?.Headers.ContentType?.MediaType, body);
        lock (_lock)
        {
            return Json(IsDown ? ClusterStore.Status(503, "ServiceUnavailable") : Instead(call) ?? Store.Answer(call));
        }
    }

    public Task<WebSocket?> ConnectAsync(Uri path, IReadOnlyList<string> subProtocols,
        CancellationToken cancellationToken) =>
        Task.FromResult<WebSocket?>(null);

    public void Dispose()
    {
    }

    private static HttpResponseMessage Json((int Code, JsonNode Body) answer) => new((HttpStatusCode)answer.Code)
    {
        Content = new StringContent(answer.Body.ToJsonString(), Encoding.UTF8, "application/json"),
    };
}
