using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Reading;

/// <summary>Watches and pages: which moment they show, and what a client that falls behind hears.</summary>
public sealed class WatchTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Watch_ObjectThatEntersAndLeavesTheSelection_IsAddedAndDeleted()
    {
        var path = await FilledAsync("one");
        using var watch = await OpenAsync($"{path}?watch=1&labelSelector=color=blue");

        await LabelAsync(path, "one", "\"blue\"");
        await LabelAsync(path, "one", "\"green\"");
        var added = await watch.NextAsync();
        var deleted = await watch.NextAsync();

        Assert.Equal("ADDED", (string?)added["type"]);
        Assert.Equal("DELETED", (string?)deleted["type"]);
        Assert.Equal("blue", (string?)deleted["object"]!["metadata"]!["labels"]!["color"]);
        Assert.True(NumberOf(added["object"]!) < NumberOf(deleted["object"]!));
    }

    [Fact]
    public async Task Watch_AskedForInitialEvents_MarksTheirEnd()
    {
        var path = await FilledAsync("one", "two");

        using var watch = await OpenAsync(
            $"{path}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        var events = new[] { await watch.NextAsync(), await watch.NextAsync(), await watch.NextAsync() };

        Assert.Equal("ADDED ADDED BOOKMARK", string.Join(' ', events.Select(one => (string?)one["type"])));
        var mark = events[2]["object"]!["metadata"]!;
        Assert.Equal("true", (string?)mark["annotations"]!["k8s.io/initial-events-end"]);
        Assert.True(NumberOf(events[2]["object"]!) > 0);
    }

    [Fact]
    [Trait("Kind", "Loopback")]
    public async Task Watch_ThatEndsByTime_TellsHowFarItHasSeenEverything()
    {
        var path = await FilledAsync("one");
        var (_, list) = await server.SendAsync(HttpMethod.Get, path);
        var (_, other) = await server.SendAsync(
            HttpMethod.Post, "/api/v1/namespaces/default/secrets", """
            {"apiVersion":"v1","kind":"Secret","metadata":{"generateName":"x"}}
            """);

        var text = await server.Client.GetStringAsync(new Uri(
            $"{path}?watch=1&timeoutSeconds=1&allowWatchBookmarks=true&resourceVersion={VersionOf(list)}",
            UriKind.Relative));

        var mark = JsonNode.Parse(text)!;
        Assert.Equal("BOOKMARK", (string?)mark["type"]);
        Assert.True(NumberOf(mark["object"]!) >= NumberOf(other));
    }

    [Theory]
    [InlineData("?watch=1&resourceVersion=x", 400)]
    [InlineData("?watch=1&resourceVersionMatch=Exact&resourceVersion=1", 422)]
    [InlineData("?watch=1&sendInitialEvents=true", 422)]
    [InlineData("?sendInitialEvents=true", 422)]
    [InlineData("?resourceVersionMatch=NotOlderThan", 422)]
    [InlineData("?resourceVersionMatch=Exact&resourceVersion=0", 422)]
    [InlineData("?resourceVersionMatch=Sometimes&resourceVersion=1", 422)]
    [InlineData("?limit=x", 400)]
    [InlineData("?limit=-1", 400)]
    [InlineData("?continue=x", 400)]
    [InlineData("?continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhIn0=", 400)]
    [InlineData("?resourceVersion=999999999", 504)]
    public async Task List_OptionsThatCannotBe_AreRefused(string query, int expected)
    {
        var (code, answer) = await server.SendAsync(HttpMethod.Get, "/api/v1/configmaps" + query);

        Assert.Equal(expected, code);
        Assert.Equal(expected, (int)answer["code"]!);
    }

    [Fact]
    public async Task List_InPages_ShowsOneMoment()
    {
        var path = await FilledAsync("a", "b", "c", "d", "e");

        var (_, first) = await server.SendAsync(HttpMethod.Get, $"{path}?limit=2");
        await server.SendAsync(HttpMethod.Delete, $"{path}/c");
        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("bb"));
        await LabelAsync(path, "e", "\"new\"");
        var (_, second) = await server.SendAsync(HttpMethod.Get, Next(path, first));
        var (_, third) = await server.SendAsync(HttpMethod.Get, Next(path, second));
        var secrets = path.Replace("configmaps", "secrets", StringComparison.Ordinal);
        var foreign = await server.SendAsync(HttpMethod.Get, Next(secrets, first));

        Assert.Equal(3, (int)first["metadata"]!["remainingItemCount"]!);
        Assert.Equal("a b|c d|e", $"{NamesOf(first)}|{NamesOf(second)}|{NamesOf(third)}");
        Assert.Equal(VersionOf(first), VersionOf(third));
        Assert.Null(third["metadata"]!["continue"]);
        Assert.Null(third["items"]![0]!["metadata"]!["labels"]?["color"]);
        Assert.Equal(400, foreign.Code);
    }

    [Fact]
    public async Task List_WhosePagesAreForgotten_IsExpiredAndCanGoOnAsItIs()
    {
        var path = await FilledAsync("a", "b", "c", "d");
        var (_, first) = await server.SendAsync(HttpMethod.Get, $"{path}?limit=2");
        await server.SendAsync(HttpMethod.Delete, $"{path}/c");
        server.Store.ForgetHistory();

        var (code, expired) = await server.SendAsync(HttpMethod.Get, Next(path, first));
        var (_, rest) = await server.SendAsync(HttpMethod.Get, Next(path, expired));
        var exact = await server.SendAsync(
            HttpMethod.Get, $"{path}?resourceVersionMatch=Exact&resourceVersion={VersionOf(first)}");

        Assert.Equal(410, code);
        Assert.Equal("Expired", (string?)expired["reason"]);
        Assert.Equal("d", NamesOf(rest));
        Assert.Equal(410, exact.Code);
    }

    [Fact]
    public async Task List_OfAnExactMoment_ShowsIt()
    {
        var path = await FilledAsync("a");
        var (_, before) = await server.SendAsync(HttpMethod.Get, path);
        await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap("b"));

        var (_, exact) = await server.SendAsync(
            HttpMethod.Get, $"{path}?resourceVersionMatch=Exact&resourceVersion={VersionOf(before)}");
        var (_, fresh) = await server.SendAsync(HttpMethod.Get, $"{path}?resourceVersion=0");

        Assert.Equal("a|a b", $"{NamesOf(exact)}|{NamesOf(fresh)}");
    }

    [Fact]
    public async Task Watch_ThatIsNotRead_IsCutOff()
    {
        var clock = new FakeClock();
        var store = new ObjectStore(clock, historyLength: 64);
        await using var host = new ApiServerHost(new ApiServerOptions(), store, new FakePodRuntime(), clock);
        await host.StartAsync(CancellationToken.None);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", host.Url.Port);
#pragma warning disable CA5359 // The certificate is not what is tested.
        await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync("127.0.0.1");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/v1/configmaps?watch=1 HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {host.Token}\r\n\r\n"));
        await Until(() => store.Watchers == 2);

        // More than the buffers on the way take, so that the writer has to wait for a reader who never comes.
        var big = new JsonObject { ["data"] = new JsonObject { ["a"] = new string('x', 500_000) } };
        for (var i = 0; i < 40; i++)
        {
            store.Create(new ObjectKey(string.Empty, "configmaps", "default", $"big{i}"), big);
        }

        await Until(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return store.Watchers == 1;
        });
    }

    private static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }

    private static string VersionOf(JsonNode value) => (string)value["metadata"]!["resourceVersion"]!;

    private static long NumberOf(JsonNode value) => long.Parse(VersionOf(value), CultureInfo.InvariantCulture);

    private static string NamesOf(JsonNode list) =>
        string.Join(' ', list["items"]!.AsArray().Select(item => (string?)item!["metadata"]!["name"]));

    private static string Next(string path, JsonNode page) =>
        $"{path}?limit=2&continue={Uri.EscapeDataString((string)page["metadata"]!["continue"]!)}";

    private async Task<string> FilledAsync(params string[] names)
    {
        var path = $"/api/v1/namespaces/{await server.NewNamespaceAsync()}/configmaps";
        foreach (var name in names)
        {
            await server.SendAsync(HttpMethod.Post, path, Manifests.ConfigMap(name));
        }

        return path;
    }

    private Task<(int Code, JsonObject Body)> LabelAsync(string path, string name, string color) => server.SendAsync(
        HttpMethod.Patch,
        $"{path}/{name}",
        $$$"""{"metadata":{"labels":{"color":{{{color}}} } } }""",
        "application/merge-patch+json");

    private async Task<OpenWatch> OpenAsync(string path) => new(await server.OpenAsync(path));

    private sealed class OpenWatch(HttpResponseMessage answer) : IDisposable
    {
        private readonly StreamReader _lines = new(answer.Content.ReadAsStream(), Encoding.UTF8);

        public async Task<JsonNode> NextAsync() =>
            JsonNode.Parse((await _lines.ReadLineAsync().WaitAsync(Limit))!)!;

        public void Dispose()
        {
            _lines.Dispose();
            answer.Dispose();
        }
    }
}
