using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Forwarding;

/// <summary>Messages that no well-meaning library sends, from clients and from pods.</summary>
public sealed class RawRequestTests
{
    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("x-folded: a\r\n b\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip\r\n\r\n")]
    public async Task Request_WhoseEndIsInDoubt_IsRefusedAndNoPodSeesIt(string rest)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartAsync(blue.Url.Port);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url, $"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{rest}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, blue.Requests);
    }

    [Fact]
    public async Task Request_UpgradeThatTheConnectionDoesNotAskFor_IsAnOrdinaryOne()
    {
        string? upgrade = null;
        await using var blue = await Backend.StartAsync("blue", context =>
        {
            upgrade = context.Request.Headers.Upgrade;
            return Task.CompletedTask;
        });
        await using var world = await StartAsync(blue.Url.Port);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nUpgrade: websocket\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(upgrade));
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nx-bad: a\u0001b\r\nContent-Length: 0\r\n\r\n")]
    public async Task Answer_ThatCannotBeSentOn_Is502(string head)
    {
        await using var pod = new RawBackend((socket, _) =>
            socket.SendAsync(System.Text.Encoding.Latin1.GetBytes(head)));
        await using var world = await StartAsync(pod.Port);

        var answer = await RawClient.AskAsync(
            world.Gateway.Url, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 502 ", answer, StringComparison.Ordinal);
        Assert.Contains("x-gateway-flags: UPE", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("x-bad", answer, StringComparison.Ordinal);
        await Until.TrueAsync(() => world.Gateway.Count("default", "pod") == 0);
    }

    [Fact]
    public async Task Answer_HeadersOfItsConnection_StayThere()
    {
        await using var pod = new RawBackend((socket, _) => socket.SendAsync(
            "HTTP/1.1 200 OK\r\nConnection: close, x-hop\r\nx-hop: 1\r\nx-end: 2\r\nContent-Length: 0\r\n\r\n"u8
                .ToArray()));
        await using var world = await StartAsync(pod.Port);

        using var answer = await world.GetAsync();

        Assert.False(answer.Headers.Contains("x-hop"));
        Assert.True(answer.Headers.Contains("x-end"));
    }

    private static async Task<GatewayWorld> StartAsync(int port)
    {
        var world = await GatewayWorld.StartAsync();
        world.SetPod("pod", "blue", port);
        await world.SettlePodsAsync(1);
        return world;
    }
}
