using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;
using BlueGreen.Routers.Tests.Support;
using Xunit;

namespace BlueGreen.Routers.Tests.Istio;

/// <summary>The route over a real wire, with another pipeline that writes at the worst moment.</summary>
public sealed class IstioRouteTests : IAsyncLifetime
{
    private static readonly IstioNames Names = new("app", "default", "app-blue-green", "app-blue-green", "app");
    private WireCluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await WireCluster.StartAsync();
        _cluster.Store.Put(Samples.Rule);
        _cluster.Store.Put(Samples.Route);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData(RouteWrite.OpenTest)]
    [InlineData(RouteWrite.Switch)]
    [InlineData(RouteWrite.CloseTest)]
    [InlineData(RouteWrite.Retire)]
    public async Task Write_NewerHolderStampedAfterItWasPlanned_ChangesNothing(RouteWrite write)
    {
        var planned = await Route().ObserveAsync(default);
        await Route().FenceAsync(8, default);
        var before = World();

        await Assert.ThrowsAsync<RouteChangedException>(() => WriteAsync(write, planned, generation: 7));

        Assert.Equal(before, World());
    }

    [Theory]
    [InlineData(RouteWrite.OpenTest)]
    [InlineData(RouteWrite.Switch)]
    [InlineData(RouteWrite.CloseTest)]
    [InlineData(RouteWrite.Retire)]
    public async Task Write_NewerHolderStampsRightBeforeTheWrite_ChangesNothing(RouteWrite write)
    {
        var planned = await Route().ObserveAsync(default);
        var fenced = string.Empty;
        _cluster.Once(call => call.Method is "PATCH" or "POST", async () =>
        {
            await Route().FenceAsync(8, default);
            fenced = World();
        });

        await Assert.ThrowsAsync<RouteChangedException>(() => WriteAsync(write, planned, generation: 7));

        Assert.Equal(fenced, World());
    }

    [Fact]
    public async Task Fence_OlderHolder_ChangesNothing()
    {
        await Route().FenceAsync(8, default);
        var before = World();

        await Assert.ThrowsAsync<RouteChangedException>(() => Route().FenceAsync(7, default));

        Assert.Equal(before, World());
    }

    [Fact]
    public async Task Fence_NewerHolderDiedBetweenRuleAndRoute_OlderOneIsRefused()
    {
        _cluster.Before = call => Task.FromResult<(int, JsonNode)?>(
            call.Method == "PATCH" && call.Path.Contains("virtualservices", StringComparison.Ordinal)
                ? ClusterStore.Status(403, "Forbidden") : null);
        await Assert.ThrowsAsync<ReleaseException>(() => Route().FenceAsync(8, default));
        _cluster.Before = _ => Task.FromResult<(int, JsonNode)?>(null);
        var before = World();

        await Assert.ThrowsAsync<RouteChangedException>(() => Route().FenceAsync(7, default));

        Assert.Equal(before, World());
    }

    [Fact]
    public async Task Preview_AnotherManagerOwnsTheRoutes_NamesItWithFieldAndRemedy()
    {
        _cluster.Before = call => Task.FromResult(call.Path.Contains("virtualservices", StringComparison.Ordinal)
            && call.Query.Contains("force=false", StringComparison.Ordinal) ? Conflict() : null);
        var planned = await Route().ObserveAsync(default);
        var change = new RouteChange(Color.Green, planned, 7, "r2");

        var refused = await Assert.ThrowsAsync<ReleaseException>(
            () => Route().PreviewAsync(RouteWrite.OpenTest, change, default));
        var adopted = await Route(adopt: true).PreviewAsync(RouteWrite.OpenTest, change, default);

        Assert.Equal(ExitCode.NotSwitched, refused.ExitCode);
        Assert.Contains("kubectl-edit owns .spec.http", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("--adopt", refused.Remedy, StringComparison.Ordinal);
        Assert.NotEmpty(adopted);
        Assert.Empty(_cluster.Writes);
    }

    [Fact]
    public async Task Open_GatewayIsNew_IsThereBeforeTheRouteAndAfterTheFence()
    {
        await WriteAsync(RouteWrite.OpenTest, await Route().ObserveAsync(default), generation: 7);

        Assert.Equal(
            ["PATCH destinationrules/app-blue-green", "POST default/gateways",
            "PATCH virtualservices/app-blue-green"],
            _cluster.Writes);
    }

    [Fact]
    public async Task Retire_RuleWithATrafficPolicyOfItsUser_KeepsIt()
    {
        var planned = await Route().ObserveAsync(default);

        await WriteAsync(RouteWrite.Retire, planned, generation: 7);

        var spec = _cluster.Store.Find("DestinationRule", "app-blue-green")!["spec"]!;
        Assert.Equal("LEAST_REQUEST", (string?)spec["trafficPolicy"]!["loadBalancer"]!["simple"]);
        Assert.Equal("blue", (string?)Assert.Single(spec["subsets"]!.AsArray())!["name"]);
    }

    [Fact]
    public async Task Switch_RouteWithATimeoutOfItsUser_KeepsItAndStampsTheSwitch()
    {
        await WriteAsync(RouteWrite.Switch, await Route().ObserveAsync(default), generation: 7);

        var now = await Route().ObserveAsync(default);
        Assert.Equal((Color.Green, 7L, Color.Blue), (now.Live, now.Stamp.Generation, now.Stamp.Previous));
        var routes = _cluster.Store.Find("VirtualService", "app-blue-green")!["spec"]!["http"]!;
        Assert.Equal("3s", (string?)routes[0]!["timeout"]);
    }

    [Theory]
    [InlineData("""{"error":"no such page"}""")]
    [InlineData("""{"kind":"Status","reason":"NotFound","details":{},"message":"the server could not find it"}""")]
    public async Task Observe_NotFoundOfSomethingElse_IsNeverNoRoute(string body)
    {
        _cluster.Before = _ => Task.FromResult<(int, JsonNode)?>((404, JsonNode.Parse(body)!));

        await Assert.ThrowsAsync<ReleaseException>(() => Route().ObserveAsync(default));
    }

    private static (int, JsonNode)? Conflict()
    {
        var (code, body) = ClusterStore.Status(409, "Conflict");
        body["details"]!["causes"] = new JsonArray(new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["field"] = ".spec.http",
            ["message"] = "conflict with \"kubectl-edit\" using networking.istio.io/v1",
        });
        return (code, body);
    }

    private IstioRoute Route(bool adopt = false) =>
        new(_cluster.Gate(adopt), Names, "test=true", new Samples(), TimeProvider.System);

    private Task WriteAsync(RouteWrite write, RouteState planned, long generation)
    {
        var change = new RouteChange(Color.Green, planned, generation, "r2");
        return write switch
        {
            RouteWrite.OpenTest => Route().OpenTestRouteAsync(change, default),
            RouteWrite.Switch => Route().SwitchAsync(change, default),
            RouteWrite.CloseTest => Route().CloseTestRouteAsync(change, default),
            _ => Route().RetireAsync(change, default),
        };
    }

    private string World() => string.Join('\n', _cluster.Store.Objects.Values.Select(value => value.ToJsonString()));
}
