using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Patching;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Patching;

/// <summary>A small patch must not make a large object, nor a deep one: neither could be stored or listed.</summary>
public sealed class PatchLimitTests
{
    [Fact]
    public void Apply_CopiesThatDoubleTheObject_AreRefused()
    {
        var operations = Enumerable.Range(0, 40)
            .Select(_ => """{"op":"copy","from":"/list","path":"/list/-"}""");

        var refused = Assert.Throws<PatchException>(() => Patch("""{"list":["a"]}""", operations));

        Assert.Contains("the accumulated size increase of copy", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_CopiesThatDoubleTheDepth_AreRefusedBeforeTheStackEnds()
    {
        var operations = Enumerable.Range(0, 18).Select(round =>
        {
            var bottom = string.Concat(Enumerable.Repeat("/a", 1 << round));
            return $$"""{"op":"copy","from":"/a","path":"{{bottom}}/a"}""";
        });

        Assert.Throws<PatchException>(() => Patch("""{"a":{} }""", operations));
    }

    [Theory]
    [InlineData("add", 46, true)]
    [InlineData("add", 47, false)]
    [InlineData("replace", 47, false)]
    public void Apply_ValueBelowAPath_CountsBothDepths(string operation, int depth, bool isTaken)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        var patch = $$"""{"op":"{{operation}}","path":"/spec/x","value":{{deep}} }""";

        var error = Record.Exception(() => Patch("""{"spec":{"x":1} }""", [patch]));

        Assert.Equal(isTaken, error is null);
        Assert.Equal(isTaken, error is not PatchException);
    }

    [Fact]
    public void Apply_CopyAndMoveWithinTheLimits_DoWhatTheySay()
    {
        var patched = Patch("""{"a":{"b":1},"c":[1]}""", [
            """{"op":"copy","from":"/a/b","path":"/c/0"}""", """{"op":"move","from":"/a","path":"/d"}"""]);

        Assert.Equal("""{"c":[1,1],"d":{"b":1}}""", patched.ToJsonString());
    }

    private static JsonObject Patch(string target, IEnumerable<string> operations) => JsonPatch.Apply(
        JsonNode.Parse(target)!.AsObject(), [.. operations.Select(operation => JsonNode.Parse(operation))]);
}
