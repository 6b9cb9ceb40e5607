using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;
using BlueGreen.Steps.Handlers;
using Xunit;

namespace BlueGreen.Tests.Proving;

/// <summary>Finding a value in what an app answered, whatever it answered.</summary>
public sealed class JsonPlaceTests
{
    [Theory]
    [InlineData("""{"version": "2"}""", "version", "2")]
    [InlineData("""{"build": {"version": "2"}}""", "$.build.version", "2")]
    [InlineData("""{"items": [{"name": "a"}, {"name": "b"}]}""", "items[1].name", "b")]
    [InlineData("""{"a.b": 1, "items": []}""", "items[0]", null)]
    [InlineData("""{"items": [1]}""", "items[-1]", null)]
    [InlineData("""{"items": [1]}""", "items[99999999999]", null)]
    [InlineData("""[1]""", "version", null)]
    [InlineData("""3""", "version", null)]
    [InlineData("""null""", "version", null)]
    [InlineData("""{"version": "1", "version": "2"}""", "version", null)]
    public void Find_AnyAnswer_FindsTheValueOrNone(string json, string place, string? expected) =>
        Assert.Equal(expected, JsonPlace.Find(JsonNode.Parse(json), place)?.ToString());

    [Theory]
    [InlineData("""{"ok": true}""", null)]
    [InlineData("""{"ok": false}""", "'ok' is false, not true")]
    [InlineData("""{"ok": true, "ok": true}""", "the body is not JSON: Duplicate property 'ok'")]
    [InlineData("""{"o": true}""", "'ok' is missing, not true")]
    [InlineData("<html>", "the body is not JSON")]
    [InlineData("", "the body is not JSON")]
    public void Verdict_AnyBody_SaysWhyTheCheckFailed(string body, string? expected)
    {
        var check = new HttpCheck("health", "/health", 200) { Json = Json("ok", "true") };
        var answer = new ProbeAnswer(200, Color.Green, "2", body, null, 0, 0);

        var verdict = SmokeVerdict.Of(check, answer, Color.Green, "2");

        Assert.Equal(expected is null, verdict is null);
        Assert.StartsWith(expected ?? string.Empty, verdict ?? string.Empty, StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, string> Json(string place, string value) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(place, value);
}
