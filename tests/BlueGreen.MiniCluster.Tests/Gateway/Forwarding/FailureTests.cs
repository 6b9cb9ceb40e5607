using System.Net;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Forwarding;

public sealed class FailureTests
{
    private const string ToBlue = "\"route\":[{\"destination\":{\"host\":\"myapp\",\"subset\":\"blue\"}}]";

    [Fact]
    public async Task Post_PodClosesWithoutAnswer_IsSentOnceAndAnswers503()
    {
        await using var pod = new RawBackend((socket, _) => Task.CompletedTask);
        await using var world = await StartAsync(pod.Port);

        using var answer = await world.SendAsync(HttpMethod.Post, "/", content: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("UC", FlagsOf(answer));
        Assert.Equal(1, pod.Requests);
    }

    [Fact]
    public async Task Get_PodResetsOnce_IsSentAgain()
    {
        var count = 0;
        await using var pod = new RawBackend(async (socket, _) =>
        {
            if (Interlocked.Increment(ref count) == 1)
            {
                socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
                return;
            }

            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8.ToArray());
        });
        await using var world = await StartAsync(pod.Port);

        using var answer = await world.GetAsync();

        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
        Assert.Equal(2, pod.Requests);
    }

    [Fact]
    public async Task Get_NothingListens_Answers503AfterRetries()
    {
        var closed = new RawBackend((_, _) => Task.CompletedTask);
        var port = closed.Port;
        await closed.DisposeAsync();
        await using var world = await StartAsync(port);

        using var answer = await world.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("UF,URX", FlagsOf(answer));
        Assert.EndsWith("connection failure", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnswerIsNotHttp_Answers502()
    {
        await using var pod = new RawBackend((socket, _) => socket.SendAsync("SSH-2.0-x\r\n\r\n"u8.ToArray()));
        await using var world = await StartAsync(pod.Port);

        using var answer = await world.SendAsync(HttpMethod.Post, "/", content: null);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("UPE", FlagsOf(answer));
    }

    [Fact]
    public async Task Get_SlowerThanTimeout_Answers504()
    {
        await using var blue = await Backend.StartAsync("blue", WaitForTheEnd);
        await using var world = await StartAsync(blue.Url.Port, $$$"""[{"timeout":"50ms",{{{ToBlue}}}}]""");

        using var answer = await world.GetAsync();

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("upstream request timeout", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_TrySlowerThanItsLimit_IsTriedAgain()
    {
        var count = 0;
        await using var blue = await Backend.StartAsync("blue", context =>
            Interlocked.Increment(ref count) == 1 ? WaitForTheEnd(context) : context.Response.WriteAsync("second"));
        await using var world = await StartAsync(
            blue.Url.Port,
            $$$"""[{"retries":{"attempts":1,"perTryTimeout":"100ms","retryOn":"reset"},{{{ToBlue}}}}]""");

        using var answer = await world.GetAsync();

        Assert.Equal("second", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("5xx", 2, 200)]
    [InlineData("500", 2, 200)]
    [InlineData("gateway-error", 2, 500)]
    [InlineData("5xx", 0, 500)]
    public async Task Get_StatusOfTheRetryPolicy_IsTriedAgain(string retryOn, int attempts, int expected)
    {
        var count = 0;
        await using var blue = await Backend.StartAsync("blue", context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref count) < 3 ? 500 : 200;
            return Task.CompletedTask;
        });
        await using var world = await StartAsync(
            blue.Url.Port, $$$"""[{"retries":{"attempts":{{{attempts}}},"retryOn":"{{{retryOn}}}"},{{{ToBlue}}}}]""");

        using var answer = await world.GetAsync();

        Assert.Equal(expected, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Get_PodEndsHalfwayThroughTheBody_ClientSeesNoWholeAnswer()
    {
        await using var pod = new RawBackend((socket, _) =>
            socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"u8.ToArray()));
        await using var world = await StartAsync(pod.Port);

        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var answer = await world.GetAsync();
            await answer.Content.ReadAsStringAsync();
        });
        await Until.TrueAsync(() =>
            world.Gateway.Traffic.Read(TimeSpan.FromSeconds(10)).Sum(bucket => bucket.Failed) == 1);
    }

    [Fact]
    public async Task Get_ClientLeaves_PodIsTold()
    {
        var told = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        await using var blue = await Backend.StartAsync("blue", context =>
        {
            context.RequestAborted.Register(told.SetResult);
            arrived.SetResult();
            return told.Task;
        });
        await using var world = await StartAsync(blue.Url.Port);
        using var leaving = new CancellationTokenSource();

        var asking = world.Client.GetAsync(world.Gateway.Url, leaving.Token);
        await arrived.Task;
        await leaving.CancelAsync();

        await told.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Until.TrueAsync(() => world.Gateway.Count("default", "pod") == 0);
        Assert.Equal(0, world.Gateway.Traffic.Read(TimeSpan.FromSeconds(10)).Sum(bucket => bucket.Failed));
    }

    private static Task WaitForTheEnd(HttpContext context) =>
        Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, context.RequestAborted)
            .ContinueWith(_ => { }, TaskScheduler.Default);

    private static string FlagsOf(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("x-gateway-flags"));

    private static async Task<GatewayWorld> StartAsync(int port, string? http = null)
    {
        var world = await GatewayWorld.StartAsync();
        world.PutRoute(http ?? $$$"""[{{{{ToBlue}}}}]""");
        world.SetPod("pod", "blue", port);
        await world.SettlePodsAsync(1);
        return world;
    }
}
