using System.Net;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway;

public sealed class GatewayServerTests
{
    private const string ByCookie = """
        [{"match":[{"headers":{"cookie":{"regex":"^(.*;\\s*)?test=true(\\s*;.*)?$"}}}],
          "route":[{"destination":{"host":"myapp","subset":"green"}}]},
         {"route":[{"destination":{"host":"myapp","subset":"blue"}}]}]
        """;

    [Theory]
    [InlineData("a=b; test=true", "green")]
    [InlineData("test=true; a=b", "green")]
    [InlineData("test=true", "green")]
    [InlineData("xtest=true", "blue")]
    [InlineData("test=true1", "blue")]
    public async Task Get_WithCookie_ReachesTheColorOfTheRoute(string cookie, string expected)
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var green = await Backend.StartAsync("green");
        await using var world = await GatewayWorld.StartAsync();
        world.PutRoute(ByCookie);
        world.SetPods(blue, green);
        await world.SettlePodsAsync(2);

        using var answer = await world.GetAsync("/", cookie);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        var bucket = Assert.Single(world.Gateway.Traffic.Read(TimeSpan.FromSeconds(10)));
        Assert.Equal(expected, bucket.Color);
        Assert.Equal(cookie.Contains("test=true", StringComparison.Ordinal), bucket.IsTest);
    }

    [Fact]
    public async Task Get_SubsetNotInDestinationRule_Answers503WithFlag()
    {
        await using var world = await GatewayWorld.StartAsync();
        world.PutRoute("""[{"route":[{"destination":{"host":"myapp","subset":"red"}}]}]""");
        await world.SettleAsync(table => table.Groups.Keys.Any(destination => destination.Subset is "red"));

        using var answer = await world.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("NC", Assert.Single(answer.Headers.GetValues("x-gateway-flags")));
    }

    [Fact]
    public async Task Get_NoReadyPod_Answers503NoHealthyUpstream()
    {
        await using var world = await GatewayWorld.StartAsync();

        using var answer = await world.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("no healthy upstream", await answer.Content.ReadAsStringAsync());
    }
}
