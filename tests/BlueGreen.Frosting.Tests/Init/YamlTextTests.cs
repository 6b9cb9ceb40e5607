using System.Text.Json.Nodes;
using BlueGreen.Frosting.Init;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Substituting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Init;

public sealed class YamlTextTests
{
    private const string Json =
        """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a", "labels": {}},
         "texts": ["yes", "no", "NULL", "1", "1.5", "0x1", "a: b", "a #b", "", " ", "- x", "{a}", "line\nline",
                   "é\"\\", "a:", "😀 x",
                   "http://x/y", "$VAR-x", "$VAR", "*", "&a", "!t", "%x", "@x", "`x", "'x", "~", "=", "?"],
         "values": [1, 1.5, true, false, null, [], {}, [1, [2, {"a": 3}]], [{"a": {"b": [1]}, "c": 2}]],
         "yes": 1, "a b": 2}
        """;

    // Other readers than ours refuse halves of characters, or take them as they are.
    [Theory]
    [InlineData("a 😀 b", "\"a 😀 b\"")]
    [InlineData("a\u0085\u2028\t\"\\\u0001", "\"a\\u0085\\u2028\\t\\\"\\\\\\u0001\"")]
    public void Scalar_OddCharacters_AreWhatEveryReaderTakes(string text, string expected) =>
        Assert.Equal(expected, YamlText.Scalar(text));

    [Fact]
    public void Of_AnyJson_IsReadBackAsTheSame()
    {
        var value = JsonNode.Parse(Json)!.AsObject();

        var text = YamlText.Of(value);

        var nothing = new Dictionary<string, string>(StringComparer.Ordinal);
        var same = new Dictionary<string, string>(StringComparer.Ordinal) { ["VAR"] = "$VAR" };
        var release = new Release("a", new ReleaseTag("-", "-", Color.Blue), "-", null, "-", null);
        var read = ManifestLoader.Load(
            ManifestFiles.Of([new ManifestText("x.yml", text)]),
            ManifestVariables.Create(release, null, new VariableSources(nothing, same, nothing)),
            new BlueGreenOptions { App = "a" }).Workloads[0].Json;
        Assert.True(JsonNode.DeepEquals(value, read), text);
    }
}
