using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Routers.Istio;
using Xunit;

namespace BlueGreen.Routers.Tests.Istio;

public sealed class RouteWeightsTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"weight": 100}""")]
    [InlineData("""{"weight": 1}""")]
    [InlineData("""{"weight": 90}""", """{"weight": 10}""")]
    [InlineData("""{"weight": 100}""", "{}")]
    public void Require_Shares_AreTaken(params string[] destinations) =>
        RouteWeights.Require(Route("main", destinations));

    [Theory]
    [InlineData("60, 60", """{"weight": 60}""", """{"weight": 60}""")]
    [InlineData("-5, 105", """{"weight": -5}""", """{"weight": 105}""")]
    [InlineData("(none), (none)", "{}", "{}")]
    [InlineData("-1", """{"weight": "100"}""")]
    [InlineData(
        "9223372036854775807, 9223372036854775807",
        """{"weight": 9223372036854775807}""",
        """{"weight": 9223372036854775807}""")]
    public void Require_NoShares_AreRefusedWithTheirNumbers(string told, params string[] destinations)
    {
        var refused = Assert.Throws<ReleaseException>(() => RouteWeights.Require(Route("main", destinations)));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains($"route 'main' have the weights {told}.", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_NameThatIsNoText_IsStillToldAsARefusal()
    {
        var route = Route(7, """{"weight": 60}""", """{"weight": 60}""");

        Assert.Throws<ReleaseException>(() => RouteWeights.Require(route));
    }

    private static JsonObject Route(JsonNode name, params string[] destinations) => new()
    {
        ["kind"] = "VirtualService",
        ["metadata"] = new JsonObject { ["name"] = "shop" },
        ["spec"] = new JsonObject
        {
            ["http"] = new JsonArray(new JsonObject
            {
                ["name"] = name,
                ["route"] = new JsonArray([.. destinations.Select(text => JsonNode.Parse(text))]),
            }),
        },
    };
}
