using System.Text.Json.Nodes;
using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Routers.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Routers.Tests.Support;

/// <summary>The store behind a real HTTP server on loopback, where a test can step in before any request.</summary>
internal sealed class WireCluster : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<KubeClient> _clients = [];
    private readonly SemaphoreSlim _one = new(1, 1);

    private WireCluster(WebApplication app) => _app = app;

    public ClusterStore Store { get; } = new();

    /// <summary>Gets or sets what happens before the cluster reads a request; an answer replaces its own.</summary>
    public Func<HttpCall, Task<(int Code, JsonNode Body)?>> Before { get; set; } = _ => Nothing;

    /// <summary>Gets the writes that came, as method and path.</summary>
    public List<string> Writes { get; } = [];

    private static Task<(int Code, JsonNode Body)?> Nothing => Task.FromResult<(int Code, JsonNode Body)?>(null);

    public static async Task<WireCluster> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var cluster = new WireCluster(app);
        app.Run(cluster.HandleAsync);
        await app.StartAsync();
        return cluster;
    }

    /// <summary>Lets something happen once, right before the first request that is asked for.</summary>
    public void Once(Func<HttpCall, bool> which, Func<Task> what)
    {
        var isDone = false;
        Before = async call =>
        {
            if (!isDone && which(call))
            {
                isDone = true;
                await what();
            }

            return null;
        };
    }

    public ClusterGate Gate(bool adopt = false)
    {
        var client = new KubeClient(new ClusterConnection(new Uri(_app.Urls.First())), TimeProvider.System);
        _clients.Add(client);
        return new ClusterGate(client, adopt);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.DisposeAsync();
        _one.Dispose();
    }

    private async Task HandleAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        var call = new HttpCall(http.Request.Method, http.Request.Path,
            Uri.UnescapeDataString(http.Request.QueryString.Value!.TrimStart('?')), http.Request.ContentType,
            body.Length == 0 ? null : body);
        if (call.Method != "GET" && !call.Query.Contains("dryRun", StringComparison.Ordinal))
        {
            Writes.Add($"{call.Method} {call.Path.Split('/')[^2]}/{call.Path.Split('/')[^1]}");
        }

        var answer = await Before(call) ?? await AnswerAsync(call);
        http.Response.StatusCode = answer.Code;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.Body.ToJsonString());
    }

    private async Task<(int Code, JsonNode Body)> AnswerAsync(HttpCall call)
    {
        await _one.WaitAsync();
        try
        {
            return Store.Answer(call);
        }
        finally
        {
            _one.Release();
        }
    }
}
