using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;
using Xunit;

namespace BlueGreen.Routers.Tests.Istio;

/// <summary>Routes that people wrote and that cannot be switched whole: refused before anything is written.</summary>
public sealed class RefusedManifestTests
{
    private const string Test =
        """
        {"match":[{"headers":{"cookie":{"regex":"x"}}}],"route":[{"destination":{"host":"app","subset":"green"}}]}
        """;

    private const string Default = """{"route":[{"destination":{"host":"app","subset":"blue"}}]}""";
    private static readonly IstioNames Names = new("app", "default", "app", "app", "app");

    [Theory]
    [InlineData("tcp", """[{"route":[{"destination":{"host":"app","subset":"blue"}}]}]""", true)]
    [InlineData("tls", """[{"match":[{"sniHosts":["a"]}],"route":[{"destination":{"host":"app.default"}}]}]""", true)]
    [InlineData("tcp", """[{"route":[{"destination":{"host":"database"}}]}]""", false)]
    public void OpenAndLive_RoutesBesideHttp_AreRefusedWhenTheyAreOurs(string section, string routes, bool isRefused)
    {
        var service = Service($"[{Test},{Default}]");
        service["spec"]![section] = JsonNode.Parse(routes);

        var opened = Record.Exception(() => Open(service));
        var read = Record.Exception(() => VirtualServiceReader.Live(service, Names));

        Assert.Equal((isRefused, isRefused), (opened is ReleaseException, read is ReleaseException));
    }

    [Theory]
    [InlineData($"[{Test}]")]
    [InlineData("[" + Test + """,{"redirect":{"uri":"/"}}]""")]
    [InlineData("[" + Test + """,{"route":[{"destination":{"host":"another"}}]}]""")]
    public void Open_NoRouteForUsers_IsAUsageError(string routes)
    {
        var refused = Assert.Throws<ReleaseException>(() => Open(Service(routes)));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("no route for users", refused.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoTestRoute_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<ReleaseException>(() => Open(Service($"[{Default}]"))).ExitCode);

    [Theory]
    [InlineData("garbage")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[7]")]
    public void Switch_WaitingRoutesWereEdited_IsRefusedAndLeavesNobodyWithoutARoute(string waiting)
    {
        var service = Service($"[{Test}]");
        service["metadata"]!["annotations"] = new JsonObject { ["bluegreen.dev/waiting-routes"] = waiting };

        Assert.Throws<ReleaseException>(() => VirtualServiceWriter.Switch(service, Color.Green, Names));
    }

    [Theory]
    [InlineData("""{"kind":"DestinationRule","metadata":{"name":"app"}}""")]
    [InlineData("""{"kind":"DestinationRule","metadata":{},"spec":{"host":"app"}}""")]
    [InlineData("""{"kind":"Gateway","spec":{}}""")]
    [InlineData("""{"kind":"DestinationRule","metadata":{"name":"app"},"spec":{"host":7}}""")]
    public void Of_ManifestLacksWhatItNeeds_IsAUsageError(string manifest)
    {
        var generated = IstioTemplates.Generate("app", ["*"], "test=true");

        var refused = Assert.Throws<ReleaseException>(
            () => IstioTemplates.Of([JsonNode.Parse(manifest)!.AsObject()], generated));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
    }

    [Theory]
    [InlineData("a.b=c", "a.b=c", true)]
    [InlineData("a.b=c", "aXb=c", false)]
    [InlineData("t=(x|y)*+?", "u=1; t=(x|y)*+?; v=2", true)]
    [InlineData("t=(x|y)*+?", "t=x", false)]
    [InlineData("t=[a-z]{2}$^", "t=[a-z]{2}$^", true)]
    [InlineData(@"t=a\d", @"t=a\d", true)]
    [InlineData(@"t=a\d", "t=a1", false)]
    [InlineData("t#1=a b", "t#1=a b", true)]
    public void Expression_CookieWithPunctuation_MatchesItselfOnly(string cookie, string header, bool isMatch) =>
        Assert.Equal(isMatch, Regex.IsMatch(
            header, $"^(?:{CookieMatch.Expression(cookie)})$", RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static void Open(JsonObject service) =>
        VirtualServiceWriter.Open(service, (Color.Green, Color.Blue), Names, "test=true");

    private static JsonObject Service(string routes) => JsonNode.Parse(
        $$"""{"kind":"VirtualService","metadata":{"name":"app"},"spec":{"http":{{routes}} } }""")!.AsObject();
}
