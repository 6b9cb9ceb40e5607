using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Forwarding;

public sealed class ForwarderTests
{
    [Fact]
    public async Task Get_HeadersOfAllKinds_PodSeesWhatItMay()
    {
        IHeaderDictionary? seen = null;
        string? target = null;
        await using var world = await StartAsync(context =>
        {
            seen = new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase));
            target = $"{context.Request.Path}{context.Request.QueryString}";
            context.Response.Headers["x-two"] = new(["1", "2"]);
            context.Response.Headers.Connection = "keep-alive";
            return context.Response.WriteAsync("ok");
        });
        world.PutRoute("""
            [{"headers":{"request":{"set":{"x-set":"new"},"add":{"x-add":"b"},"remove":["x-remove"]},
             "response":{"set":{"x-bluegreen-color":"blue"}}},
             "route":[{"destination":{"host":"myapp","subset":"blue","port":{"number":80}},
             "headers":{"response":{"add":{"x-two":"3"}}}}]}]
            """);
        await world.SettleAsync(table => table.Groups.Keys.All(destination => destination.Port == 80));

        using var answer = await world.SendAsync(
            HttpMethod.Get,
            "/a%2Fb/../c%20d?x=%20&y",
            content: null,
            ("Connection", "x-hop"), ("x-hop", "1"), ("TE", "trailers"),
            ("x-set", "old"), ("x-add", "a"), ("x-remove", "1"),
            ("X-Forwarded-For", "10.0.0.1"), ("Host", "shop.example.com"), ("x-latin", "caf\u00e9"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/c%20d?x=%20&y", target);
        Assert.Equal("shop.example.com", seen!.Host);
        Assert.Equal("10.0.0.1,127.0.0.1", seen["X-Forwarded-For"]);
        Assert.Equal("http", seen["X-Forwarded-Proto"]);
        Assert.Equal("caf\u00e9", seen["x-latin"]);
        Assert.True(Guid.TryParse(seen["x-request-id"], out _));
        Assert.Equal("new a, b", $"{seen["x-set"]} {seen["x-add"]}");
        Assert.DoesNotContain(seen, pair => pair.Key is "x-hop" or "TE" or "x-remove" or "Connection");
        Assert.Equal("1 2 3", string.Join(' ', answer.Headers.GetValues("x-two")));
        Assert.Equal("blue", Assert.Single(answer.Headers.GetValues("x-bluegreen-color")));
        Assert.Equal("istio-envoy", answer.Headers.Server.ToString());
    }

    [Fact]
    public async Task Head_PodTellsLength_ClientGetsItWithoutBody()
    {
        await using var world = await StartAsync(context =>
        {
            context.Response.ContentLength = 12345;
            return Task.CompletedTask;
        });

        using var answer = await world.SendAsync(HttpMethod.Head, "/", content: null);

        Assert.Equal(12345, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_LargeBody_ComesBackUnchanged(bool isChunked)
    {
        string? expected = null;
        await using var world = await StartAsync(async context =>
        {
            expected = context.Request.Headers.Expect;
            using var all = new MemoryStream();
            await context.Request.Body.CopyToAsync(all);
            all.Position = 0;
            await all.CopyToAsync(context.Response.Body);
        });
        var body = RandomNumberGenerator.GetBytes(8 * 1024 * 1024);
        using var content = new ByteArrayContent(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, world.Gateway.Url) { Content = content };
        request.Headers.TransferEncodingChunked = isChunked;
        request.Headers.ExpectContinue = true;

        using var answer = await world.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(SHA256.HashData(body), await SHA256.HashDataAsync(await answer.Content.ReadAsStreamAsync()));
        Assert.True(string.IsNullOrEmpty(expected));
    }

    [Fact]
    public async Task Post_PodAnswersBeforeTheBodyIsRead_ClientGetsTheAnswer()
    {
        await using var world = await StartAsync(context =>
        {
            context.Response.StatusCode = 413;
            return Task.CompletedTask;
        });
        using var content = new ByteArrayContent(new byte[64 * 1024]);

        using var answer = await world.SendAsync(HttpMethod.Post, "/", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Get_PodSendsEvents_EachArrivesBeforeTheNext()
    {
        using var read = new SemaphoreSlim(0);
        await using var world = await StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await read.WaitAsync();
            await context.Response.WriteAsync("one");
            await read.WaitAsync();
            await context.Response.WriteAsync("two");
        });

        using var answer = await world.GetAsync();
        using var events = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[16];
        read.Release();
        var first = Encoding.ASCII.GetString(buffer, 0, await events.ReadAsync(buffer));
        read.Release();
        var second = Encoding.ASCII.GetString(buffer, 0, await events.ReadAsync(buffer));

        Assert.Equal("one, two", $"{first}, {second}");
    }

    [Fact]
    public async Task WebSocket_Echo_GoesBothWaysAndEnds()
    {
        await using var world = await StartAsync(EchoAsync);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("chat");
        var address = new UriBuilder(world.Gateway.Url) { Scheme = "ws" }.Uri;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));

        await socket.ConnectAsync(address, limit.Token);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        var during = world.Gateway.Count("default", "pod");
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", limit.Token);

        Assert.Equal("hello", Encoding.ASCII.GetString(buffer, 0, received.Count));
        Assert.Equal(1, during);
        await Until.TrueAsync(() => world.Gateway.Count("default", "pod") == 0);
    }

    [Fact]
    public async Task Post_Mirrored_CopyHasTheBodyAndAShadowHost()
    {
        var copy = new TaskCompletionSource<string>();
        await using var green = await Backend.StartAsync("green", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            copy.SetResult($"{context.Request.Host} {await reader.ReadToEndAsync()}");
        });
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await GatewayWorld.StartAsync();
        world.PutRoute("""
            [{"route":[{"destination":{"host":"myapp","subset":"blue"}}],"mirror":{"host":"myapp","subset":"green"}}]
            """);
        world.SetPods(blue, green);
        await world.SettlePodsAsync(2);
        using var content = new StringContent("order");

        using var answer = await world.SendAsync(HttpMethod.Post, "/", content, ("Host", "shop.local:8080"));

        Assert.Equal("blue", await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            "shop.local-shadow:8080 order", await copy.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System));
    }

    private static async Task EchoAsync(HttpContext context)
    {
        // Kestrel alone has no WebSocket middleware; the handshake is short enough to do here.
        var key = context.Request.Headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it protects nothing.
        context.Response.Headers["Sec-WebSocket-Accept"] =
            Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key)));
#pragma warning restore CA5350
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers["Sec-WebSocket-Protocol"] = "chat";
        var upgrade = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpUpgradeFeature>()!;
        using var socket = WebSocket.CreateFromStream(
            await upgrade.UpgradeAsync(), new WebSocketCreationOptions { IsServer = true });
        var buffer = new byte[1024];
        while (await socket.ReceiveAsync(buffer, default) is { MessageType: not WebSocketMessageType.Close } received)
        {
            var echo = buffer.AsMemory(0, received.Count);
            await socket.SendAsync(echo, received.MessageType, endOfMessage: true, default);
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", default);
    }

    private static async Task<GatewayWorld> StartAsync(RequestDelegate handle)
    {
        var blue = await Backend.StartAsync("blue", handle);
        var world = await GatewayWorld.StartAsync();
        world.Own(blue);
        world.SetPod("pod", "blue", blue.Url.Port);
        await world.SettlePodsAsync(1);
        return world;
    }
}
