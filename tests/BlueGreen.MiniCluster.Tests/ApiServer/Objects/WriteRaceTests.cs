using System.Net.Http.Headers;
using System.Net.Security;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Objects;

/// <summary>What becomes of a write when somebody else writes while it is being worked out.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync, which ends them.
public sealed class WriteRaceTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Path = "/api/v1/namespaces/default/configmaps/raced";

    private static readonly ObjectKey Key = new(string.Empty, "configmaps", "default", "raced");

    private readonly MeddlingTime _time = new();
    private readonly ObjectStore _store = new(new FakeClock());
    private readonly ApiServerHost _host;
    private HttpClient _client = null!;

    public WriteRaceTests() =>
        _host = new ApiServerHost(new ApiServerOptions(), _store, new FakePodRuntime(), _time);

    public async Task InitializeAsync()
    {
        await _host.StartAsync(CancellationToken.None);
#pragma warning disable CA5359 // Whom the client talks to is not what is tested here.
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
        };
#pragma warning restore CA5359
        _client = new HttpClient(handler) { BaseAddress = _host.Url };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _host.Token);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Apply_OfWhatSomebodyElseCreatesMeanwhile_GoesOnTopOfIt()
    {
        _time.Meddle(() => _store.Create(Key, Value("theirs")));

        var code = await SendAsync(HttpMethod.Patch, $"{Path}?fieldManager=me", "application/apply-patch+yaml", """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"raced"},"data":{"mine":"1"} }
            """);

        Assert.Equal(200, code);
        Assert.Equal("""{"theirs":"1","mine":"1"}""", _store.Find(Key)!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Patch_OfWhatSomebodyElseChangesMeanwhile_LosesNeither()
    {
        _store.Create(Key, Value("first"));
        _time.Meddle(() => _store.Update(Key, Value("theirs"), expectedVersion: null));

        var code = await SendAsync(
            HttpMethod.Patch, Path, "application/merge-patch+json", """{"data":{"mine":"1"} }""");

        Assert.Equal(200, code);
        Assert.Equal("""{"theirs":"1","mine":"1"}""", _store.Find(Key)!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Update_WithAVersionThatPassesMeanwhile_Conflicts()
    {
        var version = (string)_store.Create(Key, Value("first"))["metadata"]!["resourceVersion"]!;
        _time.Meddle(() => _store.Update(Key, Value("theirs"), expectedVersion: null));

        var body = Value("mine");
        body["metadata"]!["resourceVersion"] = version;
        var code = await SendAsync(HttpMethod.Put, Path, "application/json", body.ToJsonString());

        Assert.Equal(409, code);
        Assert.Equal("""{"theirs":"1"}""", _store.Find(Key)!["data"]!.ToJsonString());
    }

    private static JsonObject Value(string data) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = "raced", ["namespace"] = "default" },
        ["data"] = new JsonObject { [data] = "1" },
    };

    private async Task<int> SendAsync(HttpMethod method, string path, string mediaType, string body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType));
        using var answer = await _client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>A clock at which somebody else's write happens when it is next looked at: while owners are recorded,
    /// after the object was read and before it is written.</summary>
    private sealed class MeddlingTime : TimeProvider
    {
        private Action? _next;

        public void Meddle(Action write) => Volatile.Write(ref _next, write);

        public override DateTimeOffset GetUtcNow()
        {
            Interlocked.Exchange(ref _next, null)?.Invoke();
            return base.GetUtcNow();
        }
    }
}
