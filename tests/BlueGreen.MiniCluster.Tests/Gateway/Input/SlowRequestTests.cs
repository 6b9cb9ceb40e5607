using System.Net;
using System.Net.Sockets;
using System.Text;
using BlueGreen.MiniCluster.Gateway;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Input;

/// <summary>Clients that send slowly, not at all, or go: the slow ones are served, the others hold nothing.</summary>
[Trait("Kind", "Loopback")]
public sealed class SlowRequestTests
{
    private const string ToBlue = "\"route\":[{\"destination\":{\"host\":\"myapp\",\"subset\":\"blue\"}}]";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    [Fact]
    public async Task Head_ThatDoesNotEnd_IsRefused()
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartAsync(blue, new GatewayOptions { RequestHeadersTimeout = Short });

        var answer = await RawClient.AskAsync(world.Gateway.Url, "GET / HTTP/1.1\r\nHost: a\r\nx-slow: ");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, blue.Requests);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\nabc")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")]
    public async Task Body_ThatStops_IsRefusedAndThePodIsTold(string rest)
    {
        var told = new TaskCompletionSource();
        await using var blue = await Backend.StartAsync("blue", context => ReadAsync(context, told));
        await using var world = await StartAsync(blue, new GatewayOptions { StreamIdleTimeout = Short });

        var answer = await RawClient.AskUntilAsync(
            world.Gateway.Url, $"POST / HTTP/1.1\r\nHost: a\r\n{rest}", "stream timeout");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("x-gateway-flags: SI", answer, StringComparison.Ordinal);
        Assert.EndsWith("stream timeout", answer, StringComparison.Ordinal);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        await Until.TrueAsync(() => world.Gateway.Count("default", blue.Pod) == 0);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsAnIdleStream()
    {
        await using var blue = await Backend.StartAsync("blue", WaitForTheEnd);
        await using var world = await StartAsync(blue, new GatewayOptions { StreamIdleTimeout = Short });

        using var answer = await world.SendAsync(HttpMethod.Post, "/", new StringContent("whole"));

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("SI", Assert.Single(answer.Headers.GetValues("x-gateway-flags")));
    }

    [Theory]
    [InlineData("\"timeout\":\"150ms\",", 6)]
    [InlineData("\"retries\":{\"attempts\":1,\"perTryTimeout\":\"150ms\"},", 6)]
    [InlineData("", 24)]
    public async Task Body_ThatIsSlowButMoves_TakesAsLongAsItTakes(string limits, int pieces)
    {
        await using var blue = await Backend.StartAsync("blue", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync(await reader.ReadToEndAsync());
        });
        var options = new GatewayOptions { StreamIdleTimeout = TimeSpan.FromSeconds(2) };
        await using var world = await StartAsync(blue, options);
        world.PutRoute($"[{{{limits}{ToBlue}}}]");
        await world.SettleAsync(table => table.Groups.Count == 1);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, world.Gateway.Url.Port, limit.Token);

        await client.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {pieces}\r\n\r\n"),
            limit.Token);
        for (var i = 0; i < pieces; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
            await client.GetStream().WriteAsync("x"u8.ToArray(), limit.Token);
        }

        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(limit.Token);
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.Contains(new string('x', pieces), answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Client_GoneInTheMiddleOfItsBody_EndsThePodsRequest(bool isRude)
    {
        var told = new TaskCompletionSource();
        await using var blue = await Backend.StartAsync("blue", context => ReadAsync(context, told));
        await using var world = await StartAsync(blue, new GatewayOptions());
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, world.Gateway.Url.Port);
            await client.GetStream().WriteAsync(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc"u8.ToArray());
            await Until.TrueAsync(() => blue.Requests == 1);
            client.LingerState = new LingerOption(isRude, 0);
        }

        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        await Until.TrueAsync(() => world.Gateway.Count("default", blue.Pod) == 0);
        Assert.Equal(0, world.Gateway.Traffic.Read(TimeSpan.FromSeconds(10)).Sum(bucket => bucket.Failed));
    }

    private static async Task ReadAsync(HttpContext context, TaskCompletionSource told)
    {
        try
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            told.SetResult();
        }
    }

    private static Task WaitForTheEnd(HttpContext context) =>
        Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task<GatewayWorld> StartAsync(Backend blue, GatewayOptions options)
    {
        var world = await GatewayWorld.StartAsync(options);
        world.SetPods(blue);
        await world.SettlePodsAsync(1);
        return world;
    }
}
