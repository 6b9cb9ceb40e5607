using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;
using Xunit;

namespace BlueGreen.Routers.Tests.Istio;

/// <summary>
/// Every folder of <c>testdata/istio</c> is a case: before.json, after.json, and a name that says what is done:
/// <c>open-green-blue.case</c> opens the test route to green while blue is live. <c>GOLDEN_UPDATE=1</c> rewrites
/// after.json.
/// </summary>
public sealed class IstioDocumentTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly IstioNames Names = new("myapp", "default", "myapp-blue-green", "myapp-blue-green", "myapp");

    public static TheoryData<string> Cases
        => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order()];

    private static string Folder
    {
        get
        {
            var here = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(here, "BlueGreen.slnx")))
            {
                here = Path.GetDirectoryName(here.TrimEnd('/'))!;
            }

            return Path.Combine(here, "tests", "BlueGreen.Routers.Tests", "testdata", "istio");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Document_Case_IsAsWritten(string name)
    {
        var before = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name, "before.json")))!.AsObject();
        var untouched = before.DeepClone();
        var text = Write(name.Split('.')[0].Split('-'), before).ToJsonString(Indented) + "\n";
        var file = Path.Combine(Folder, name, "after.json");
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
        Assert.True(JsonNode.DeepEquals(untouched, before), "The document that was read was changed.");
    }

    [Theory]
    [InlineData("generated-first", null)]
    [InlineData("generated-second", Color.Blue)]
    public void Generate_ReleaseToGreen_IsAsWritten(string name, Color? live)
    {
        var templates = IstioTemplates.Generate("myapp", ["myapp.example"], "test=true");
        var all = new JsonArray(
            templates.Gateway!.DeepClone(),
            DestinationRuleDocument.With(templates.DestinationRule, null, Color.Green),
            VirtualServiceWriter.Open(templates.VirtualService, (Color.Green, live), Names, "test=true"));
        var text = all.ToJsonString(Indented) + "\n";
        var file = Path.Combine(Folder, "..", $"{name}.json");
        if (Environment.GetEnvironmentVariable("GOLDEN_UPDATE") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.ReadAllText(file), text);
    }

    [Theory]
    [InlineData("test=true", true)]
    [InlineData("a=b; test=true", true)]
    [InlineData("a=b;test=true", true)]
    [InlineData("test=true; a=b", true)]
    [InlineData("a=b; test=true; c=d", true)]
    [InlineData("test=true1", false)]
    [InlineData("latest=true", false)]
    [InlineData("test=truetest=true", false)]
    [InlineData("a=test=true", false)]
    [InlineData("", false)]
    public void Expression_CookieHeader_MatchesTheCookieAnywhere(string header, bool isMatch) =>
        Assert.Equal(isMatch, Matches(header));

    private static bool Matches(string header) => Regex.IsMatch(
        header, $"^(?:{CookieMatch.Expression("test=true")})$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("""{"route":[{"destination":{"host":"myapp"}}]}""")]
    [InlineData("""{"route":[{"destination":{"host":"myapp","subset":"red"}}]}""")]
    [InlineData("""
        {"route":[{"destination":{"host":"myapp","subset":"blue"}},{"destination":{"host":"myapp","subset":"green"}}]}
        """)]
    public void Live_DefaultRouteNamesNoSingleColor_IsAnErrorAndNeverAbsent(string route)
    {
        var service = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "myapp-blue-green" },
            ["spec"] = new JsonObject { ["http"] = new JsonArray(JsonNode.Parse(route)) },
        };

        var unclear = Assert.Throws<ReleaseException>(() => VirtualServiceReader.Live(service, Names));
        Assert.Contains("does not say which color is live", unclear.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("myapp", true)]
    [InlineData("myapp.default", true)]
    [InlineData("myapp.default.svc.cluster.local", true)]
    [InlineData("myapp.other.svc.cluster.local", false)]
    [InlineData("another", false)]
    [InlineData(null, false)]
    public void IsOurs_HostOfADestination_KnowsItsLongNames(string? host, bool isOurs) =>
        Assert.Equal(isOurs, Names.IsOurs(host));

    private static JsonObject Write(string[] words, JsonObject before) => words switch
    {
        ["open", var target, var live] => VirtualServiceWriter.Open(
            before, (((string?)target).TryParseColor()!.Value, ((string?)live).TryParseColor()), Names, "test=true"),
        ["switch", var to] => VirtualServiceWriter.Switch(before, ((string?)to).TryParseColor()!.Value, Names),
        ["close"] => VirtualServiceWriter.Close(before),
        ["with", var color] => DestinationRuleDocument.With(before, before, ((string?)color).TryParseColor()!.Value),
        ["without", var color] => DestinationRuleDocument.Without(before, ((string?)color).TryParseColor()!.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(words), string.Join('-', words), "Unknown kind of case."),
    };
}
