using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Input;

/// <summary>Requests that two servers might read in two ways, or that are too large: no pod sees them.</summary>
public sealed class BadRequestTests
{
    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n",
        400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2, 2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nab", 400)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\nab", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a/../b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a:port\r\n\r\n", 400)]
    [InlineData("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nx y: z\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n: z\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nCookie: a\0b\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nCookie: a\rb\r\n\r\n", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GE T / HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("{}\r\n\r\n", 400)]
    [InlineData("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", 400)]
    public async Task Request_ThatIsNone_IsRefusedAndNoPodSeesIt(string request, int expected)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartAsync(blue);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url, request.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal));

        Assert.StartsWith($"HTTP/1.1 {expected} ", answer, StringComparison.Ordinal);
        Assert.Equal(0, blue.Requests);
        Assert.Equal("blue", await world.Client.GetStringAsync(world.Gateway.Url));
    }

    [Theory]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nCookie: {long}\r\n\r\n", 431)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n{many}\r\n", 431)]
    public async Task Head_OverItsLimit_IsRefusedAndNoPodSeesIt(string request, int expected)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartAsync(blue);
        var many = string.Concat(Enumerable.Range(0, 200).Select(i => $"x-{i}: 1\r\n"));

        var answer = await RawClient.AskAsync(world.Gateway.Url, request
            .Replace("{long}", new string('a', 61 * 1024), StringComparison.Ordinal)
            .Replace("{many}", many, StringComparison.Ordinal));

        Assert.StartsWith($"HTTP/1.1 {expected} ", answer, StringComparison.Ordinal);
        Assert.Equal(0, blue.Requests);
    }

    [Theory]
    [InlineData("zz\r\nab\r\n0\r\n\r\n")]
    [InlineData("-2\r\nab\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffff\r\nab\r\n0\r\n\r\n")]
    [InlineData("2\r\nabc\r\n0\r\n\r\n")]
    [InlineData("2\nab\n0\n\n")]
    public async Task Chunk_ThatIsNone_IsRefusedAndNoPodBelievesIt(string body)
    {
        var whole = 0;
        await using var blue = await Backend.StartAsync("blue", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            Interlocked.Increment(ref whole);
        });
        await using var world = await StartAsync(blue);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url,
            $"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, Volatile.Read(ref whole));
        await Until.TrueAsync(() => world.Gateway.Count("default", blue.Pod) == 0);
    }

    [Theory]
    [InlineData("/", "Cookie: xtest=true", "blue")]
    [InlineData("/", "Cookie: test=truely", "blue")]
    [InlineData("/", "Cookie: a=b; test=true", "green")]
    [InlineData("/", "x-cookie: test=true", "blue")]
    [InlineData("/admin/../", "a: b", "blue")]
    [InlineData("/x/%2e%2e/admin", "a: b", "green")]
    [InlineData("//admin", "a: b", "blue")]
    [InlineData("/./admin", "a: b", "green")]
    [InlineData("/?/admin", "a: b", "blue")]
    [InlineData("/;/admin", "a: b", "blue")]
    [InlineData("/%zz%", "a: b", "blue")]
    public async Task Head_ThatWantsToBeTakenForAnother_IsRoutedAsItReads(string path, string header, string expected)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var green = await Backend.StartAsync("green");
        await using var world = await GatewayWorld.StartAsync();
        world.PutRoute("""
            [{"match":[{"headers":{"cookie":{"regex":"^(.*?; )?(test=true)(;.*)?$"}}},{"uri":{"prefix":"/admin"}}],
              "route":[{"destination":{"host":"myapp","subset":"green"}}]},
             {"route":[{"destination":{"host":"myapp","subset":"blue"}}]}]
            """);
        world.SetPods(blue, green);
        await world.SettlePodsAsync(2);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url, $"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{header}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains($"\r\n{expected}\r\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Connection: Upgrade, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n")]
    [InlineData("Connection: Upgrade, close\r\nUpgrade: SPDY/3.1\r\n")]
    [InlineData("Connection: close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n")]
    public async Task Upgrade_ThatTheGatewayDoesNotKnow_IsAnOrdinaryRequest(string headers)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartAsync(blue);

        var answer = await RawClient.AskAsync(world.Gateway.Url, $"GET / HTTP/1.1\r\nHost: a\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nblue\r\n", answer, StringComparison.Ordinal);
    }

    private static async Task<GatewayWorld> StartAsync(Backend blue)
    {
        var world = await GatewayWorld.StartAsync();
        world.SetPods(blue);
        await world.SettlePodsAsync(1);
        return world;
    }
}
