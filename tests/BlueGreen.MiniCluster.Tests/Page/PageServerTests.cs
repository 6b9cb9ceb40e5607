using System.Net;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Page;
using BlueGreen.MiniCluster.Tests.Gateway;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Page;

public sealed class PageServerTests
{
    [Fact]
    public async Task State_TestRouteIsOpen_TellsColorsPodsQueueAndTraffic()
    {
        await using var blue = await Backend.StartAsync("blue");
        await using var world = await StartWorldAsync(blue);
        (await world.GetAsync()).Dispose();
        await Until.TrueAsync(() => world.Gateway.Traffic.Read(TimeSpan.FromSeconds(9)).Count == 1);
        await using var source = new StoreObjectSource(world.Store);
        await using var page = new PageServer(new PageOptions { KubeconfigPath = "it's" }, source, world.Gateway);
        await page.StartAsync(default);

        var state = JsonNode.Parse(await world.Client.GetStringAsync(new Uri(page.Url, "/state.json")))!;

        var app = state["apps"]![0]!;
        Assert.Equal("blue", (string?)app["live"]);
        Assert.Equal("green", (string?)app["test"]);
        Assert.Equal("v1.0", (string?)app["colors"]![0]!["version"]);
        Assert.Equal("myapp-blue", (string?)app["colors"]![0]!["pods"]![0]!["name"]);
        Assert.Equal("green", (string?)app["colors"]![1]!["color"]);
        Assert.Equal("run-7", (string?)app["queue"]!["holder"]);
        Assert.Equal("run-8", (string?)app["queue"]!["waiting"]![0]);
        Assert.Equal("<b>me</b>", (string?)app["switches"]!["switched-by"]);
        Assert.Equal(1, (int?)state["traffic"]![0]!["users"]);
        Assert.Equal(@"export KUBECONFIG='it'\''s'", (string?)state["commands"]![0]!["text"]);
    }

    [Fact]
    public async Task Page_AnyCluster_IsOneFileThatMayFetchNothingElse()
    {
        await using var world = await GatewayWorld.StartAsync();
        await using var source = new StoreObjectSource(world.Store);
        await using var page = new PageServer(new PageOptions(), source, world.Gateway);
        await page.StartAsync(default);

        using var answer = await world.Client.GetAsync(page.Url);
        var html = await answer.Content.ReadAsStringAsync();

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NameOfAnotherSite_IsRefused()
    {
        await using var world = await GatewayWorld.StartAsync();
        await using var source = new StoreObjectSource(world.Store);
        await using var page = new PageServer(new PageOptions(), source, world.Gateway);
        await page.StartAsync(default);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(page.Url, "/state.json"));
        request.Headers.Host = "evil.example.com";

        using var answer = await world.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<GatewayWorld> StartWorldAsync(Backend blue)
    {
        var world = await GatewayWorld.StartAsync();
        world.SetPods(blue);
        world.Put("networking.istio.io", "virtualservices", "myapp", """
            {"metadata":{"annotations":{"bluegreen.dev/switched-by":"<b>me</b>","other":"x"}},
             "spec":{"hosts":["*"],"gateways":["myapp-gateway"],"http":[
             {"match":[{"headers":{"cookie":{"exact":"test=true"}}}],
              "route":[{"destination":{"host":"myapp","subset":"green"}}]},
             {"route":[{"destination":{"host":"myapp","subset":"blue"}}]}]}}
            """);
        world.Put("apps", "deployments", "myapp-blue", """
            {"metadata":{"labels":{"app":"myapp","color":"blue","bluegreen.dev/release-id":"r1"}},
             "spec":{"template":{"spec":{"containers":[{"image":"localhost:5000/uptimer:v1.0"}]}}}}
            """);
        world.Put("coordination.k8s.io", "leases", "myapp-blue-green", """
            {"metadata":{"annotations":{"bluegreen.dev/waiting":"[{\"id\":\"run-8\"}]"}},
             "spec":{"holderIdentity":"run-7"}}
            """);
        await world.SettlePodsAsync(1);
        return world;
    }
}
