using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway.Alone;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Alone;

public sealed class EndpointSlicesTests
{
    [Fact]
    public void ToEndpoints_SlicesOfAService_AreOneObject()
    {
        var endpoints = EndpointSlices.ToEndpoints([
            Slice("""{"addresses":["10.0.0.1","10.0.0.9"],"conditions":{"ready":true},"targetRef":{"name":"a"}}"""),
            Slice("""{"addresses":["10.0.0.2"],"conditions":{"ready":true}}""")]);

        var subsets = Assert.Single(endpoints)["subsets"]!.AsArray();
        Assert.Equal("10.0.0.1", Addresses(subsets[0]!));
        Assert.Equal("10.0.0.2", Addresses(subsets[1]!));
        Assert.Equal("a", (string?)subsets[0]!["addresses"]![0]!["targetRef"]!["name"]);
        Assert.Equal(8080, (int)subsets[0]!["ports"]![0]!["port"]!);
    }

    [Theory]
    [InlineData("""{"addresses":["10.0.0.1"],"conditions":{"ready":false}}""", false)]
    [InlineData("""{"addresses":["10.0.0.1"],"conditions":{"ready":true}}""", true)]
    [InlineData("""{"addresses":["10.0.0.1"],"conditions":{}}""", true)]
    [InlineData("""{"addresses":["10.0.0.1"]}""", true)]
    [InlineData("""{"addresses":["10.0.0.1"],"conditions":{"ready":"perhaps"}}""", false)]
    [InlineData("""{"addresses":[]}""", false)]
    [InlineData("""{"addresses":17}""", false)]
    [InlineData("""{}""", false)]
    public void ToEndpoints_Condition_DecidesWhetherItIsReached(string endpoint, bool isReached)
    {
        var subset = Assert.Single(EndpointSlices.ToEndpoints([Slice(endpoint)]))["subsets"]![0]!;

        Assert.Equal(isReached ? "10.0.0.1" : "", Addresses(subset));
    }

    [Fact]
    public void ToEndpoints_BothFamilies_TakesTheFourthVersion()
    {
        var endpoints = EndpointSlices.ToEndpoints([
            Slice("""{"addresses":["fd00::1"]}""", family: "IPv6"),
            Slice("""{"addresses":["10.0.0.1"]}"""),
            Slice("""{"addresses":["elsewhere.test"]}""", family: "FQDN")]);

        Assert.Equal("10.0.0.1", Addresses(Assert.Single(Assert.Single(endpoints)["subsets"]!.AsArray())!));
    }

    [Fact]
    public void ToEndpoints_SliceOfNoService_IsLeftOut() =>
        Assert.Empty(EndpointSlices.ToEndpoints([new JsonObject { ["addressType"] = "IPv4" }, []]));

    private static JsonObject Slice(string endpoint, string family = "IPv4") => JsonNode.Parse(
        $$$"""
        {
          "metadata": {"name": "s", "namespace": "n", "labels": {"kubernetes.io/service-name": "web"}},
          "addressType": "{{{family}}}",
          "endpoints": [{{{endpoint}}}],
          "ports": [{"name": "http", "port": 8080}]
        }
        """)!.AsObject();

    private static string Addresses(JsonNode subset) =>
        string.Join(' ', subset["addresses"]!.AsArray().Select(address => (string)address!["ip"]!));
}
