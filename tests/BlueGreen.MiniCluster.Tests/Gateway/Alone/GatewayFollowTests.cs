using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway;
using BlueGreen.MiniCluster.Gateway.Alone;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Alone;

/// <summary>What the gateway does with a change that it cannot make routes of.</summary>
[Trait("Kind", "Loopback")]
public sealed class GatewayFollowTests
{
    private readonly ConcurrentQueue<string> _told = new();

    [Fact]
    public async Task Follow_SlicesOfNamesThatDifferInCaseOnly_GoesOn()
    {
        var objects = new GatewayObjects();
        await using var gateway = await StartAsync(objects);

        objects.Set(GatewayKind.EndpointSlices, Slice("one", "shop", "127.0.0.1"));
        objects.Set(GatewayKind.EndpointSlices, Slice("two", "Shop", "127.0.0.2"));
        objects.Set(GatewayKind.EndpointSlices, Slice("three", "shop.test", "127.0.0.3"));
        objects.Set(GatewayKind.EndpointSlices, Slice("four", "shop.test", "127.0.0.4", "other"));
        Route(objects);

        await Until.TrueAsync(() => gateway.Table.Groups.Count == 1);
        Assert.Empty(_told);
        Assert.Equal("127.0.0.1", Assert.Single(Assert.Single(gateway.Table.Groups).Value.Endpoints).Address);
    }

    [Fact]
    public async Task Follow_ChangeThatCannotBeRead_IsToldAndTheNextOneCounts()
    {
        var objects = new GatewayObjects();
        var source = new OddSource(objects);
        await using var gateway = await StartAsync(source);

        source.IsOdd = true;
        objects.Set(GatewayKind.Services, Service());
        await Until.TrueAsync(() => !_told.IsEmpty);
        Assert.StartsWith("The routes stay as they are", Assert.Single(_told), StringComparison.Ordinal);

        source.IsOdd = false;
        Route(objects);
        await Until.TrueAsync(() => gateway.Table.Groups.Count == 1);
    }

    private async Task<GatewayServer> StartAsync(IObjectSource source)
    {
        var gateway = new GatewayServer(
            new GatewayOptions { Log = _told.Enqueue }, source, TimeProvider.System);
        await gateway.StartAsync(default);
        return gateway;
    }

    private static void Route(GatewayObjects objects)
    {
        objects.Set(GatewayKind.Services, Service());
        objects.Set(GatewayKind.Gateways, Parse("""
            {"metadata":{"name":"g"},"spec":{"selector":{"istio":"ingressgateway"},
             "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}
            """));
        objects.Set(GatewayKind.VirtualServices, Parse("""
            {"metadata":{"name":"v"},"spec":{"hosts":["late.test"],"gateways":["g"],
             "http":[{"route":[{"destination":{"host":"shop"}}]}]}}
            """));
    }

    private static JsonObject Service() => Parse(
        """{"metadata":{"name":"shop"},"spec":{"ports":[{"name":"http","port":80}]}}""");

    private static JsonObject Slice(string name, string service, string address, string ns = "default") => Parse($$$"""
        {"metadata":{
           "name":"{{{name}}}","namespace":"{{{ns}}}","labels":{"kubernetes.io/service-name":"{{{service}}}"}},
         "addressType":"IPv4","endpoints":[{"addresses":["{{{address}}}"]}],"ports":[{"name":"http","port":80}]}
        """);

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Shows a cluster as nobody thought that one could be.</summary>
    private sealed class OddSource(IObjectSource source) : IObjectSource
    {
        public bool IsOdd { get; set; }

        public ObjectSnapshot Read() => IsOdd ? source.Read() with { Pods = null! } : source.Read();

        public Task WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken) =>
            source.WaitForChangeAsync(sinceVersion, cancellationToken);
    }
}
