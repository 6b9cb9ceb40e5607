using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>The one promise that counts: users lose no request, whatever moves behind the gateway.</summary>
[Trait("Kind", "Loopback")]
public sealed class SwitchUnderLoadTests
{
    private const int Connections = 8;
    private const int PerConnection = 100;

    [Fact]
    public async Task Load_RouteSwitchesOnKeptAliveConnections_LosesNothing()
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var green = await Backend.StartAsync("green");
        await using var world = await GatewayWorld.StartAsync();
        world.SetPods(blue, green);
        await world.SettlePodsAsync(1);
        var half = new TaskCompletionSource();

        var load = RunAsync(world, half, HttpMethod.Get, HttpMethod.Post);
        await half.Task;
        world.PutRoute("""[{"route":[{"destination":{"host":"myapp","subset":"green"}}]}]""");
        await world.SettleAsync(table => table.Groups.Keys.All(destination => destination.Subset is "green"));
        var switched = await (await world.GetAsync()).Content.ReadAsStringAsync();
        var answers = await load;

        Assert.Equal("green", switched);
        Assert.Equal(Connections * PerConnection, answers.Count(answer => answer is "blue" or "green"));
        Assert.Contains(answers, answer => answer is "blue");
        Assert.Contains(answers, answer => answer is "green");
    }

    [Fact]
    public async Task Load_PodLeavesThenStops_LosesNothing()
    {
        await using var world = await GatewayWorld.StartAsync();
        await using var stays = await Backend.StartAsync("blue", pod: "stays");
        var leaves = await Backend.StartAsync("blue", pod: "leaves");
        world.SetPods(stays, leaves);
        await world.SettlePodsAsync(2);
        var half = new TaskCompletionSource();

        var load = RunAsync(world, half, HttpMethod.Get, HttpMethod.Post);
        await half.Task;
        world.SetPods(stays);
        await world.SettlePodsAsync(1);
        while (world.Gateway.Count("default", "leaves") > 0)
        {
            await Task.Yield();
        }

        var before = leaves.Requests;
        await leaves.DisposeAsync();
        var answers = await load;

        Assert.True(before > 0);
        Assert.Equal(before, leaves.Requests);
        Assert.All(answers, answer => Assert.Equal("blue", answer));
    }

    [Fact]
    public async Task Load_PodStopsWithoutNotice_LosesNoGet()
    {
        await using var world = await GatewayWorld.StartAsync();
        await using var stays = await Backend.StartAsync("blue", pod: "stays");
        var leaves = await Backend.StartAsync("blue", pod: "leaves");
        world.SetPods(stays, leaves);
        await world.SettlePodsAsync(2);
        var half = new TaskCompletionSource();

        var load = RunAsync(world, half, HttpMethod.Get);
        await half.Task;
        await leaves.DisposeAsync();
        var answers = await load;

        Assert.All(answers, answer => Assert.Equal("blue", answer));
        Assert.Equal(Connections * PerConnection, answers.Count);
    }

    [Fact]
    public async Task Count_RequestIsBeingAnswered_IsOneUntilItIsOver()
    {
        var arrived = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var blue = await Backend.StartAsync("blue", async context =>
        {
            arrived.SetResult();
            await go.Task;
            await context.Response.WriteAsync("done");
        });
        await using var world = await GatewayWorld.StartAsync();
        world.SetPods(blue);
        await world.SettlePodsAsync(1);

        var asking = world.GetAsync();
        await arrived.Task;
        var during = world.Gateway.Count("default", blue.Pod);
        go.SetResult();
        using var answer = await asking;
        await answer.Content.ReadAsStringAsync();

        Assert.Equal(1, during);
        await Until.TrueAsync(() => world.Gateway.Count("default", blue.Pod) == 0);
    }

    private static async Task<IReadOnlyCollection<string>> RunAsync(
        GatewayWorld world, TaskCompletionSource half, params HttpMethod[] methods)
    {
        var answers = new ConcurrentQueue<string>();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (var i = 0; i < PerConnection; i++)
            {
                var method = methods[i % methods.Length];
                using var content = method == HttpMethod.Post ? new StringContent("order") : null;
                using var answer = await world.SendAsync(method, "/", content);
                answers.Enqueue(answer.StatusCode == HttpStatusCode.OK
                    ? await answer.Content.ReadAsStringAsync()
                    : $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                if (answers.Count > Connections * PerConnection / 2)
                {
                    half.TrySetResult();
                }
            }
        })));
        return answers;
    }
}
