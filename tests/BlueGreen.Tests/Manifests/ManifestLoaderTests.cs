using BlueGreen.Errors;
using BlueGreen.Manifests;
using BlueGreen.Substituting;
using Xunit;

namespace BlueGreen.Tests.Manifests;

public sealed class ManifestLoaderTests
{
    private const string Map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

    [Fact]
    public void Load_FilesOfARelease_AreObjectsByRole()
    {
        var set = ManifestSamples.Load([.. ManifestSamples.All, new("config.yml", Map)]);

        Assert.Equal("Service/shop", Describe(set.Service));
        Assert.Equal("Deployment/shop-green ConfigMap/a", Describe(set.Workloads));
        Assert.Equal("Gateway/shop", Describe(set.Gateway));
        Assert.Equal("VirtualService/shop DestinationRule/shop", Describe(set.RouteTest));
        Assert.Equal("VirtualService/shop DestinationRule/shop", Describe(set.Route));
        Assert.Equal("route.yml:6:1", set.Route[1].At.ToString());
        Assert.Null(set.Namespace);
        Assert.Empty(set.Warnings);
    }

    [Fact]
    public void Load_Deployment_HasTypesAnchorsAndMergeKeysResolved()
    {
        var deployment = ManifestSamples.Load([.. ManifestSamples.All]).Workloads[0].Json;

        Assert.Equal(2, (int)deployment["spec"]!["replicas"]!);
        Assert.Equal(
            """{"app":"shop","color":"green"}""", deployment["spec"]!["selector"]!["matchLabels"]!.ToJsonString());
        Assert.Equal(
            """{"version":"2.0","app":"shop","color":"green"}""",
            deployment["spec"]!["template"]!["metadata"]!["labels"]!.ToJsonString());
    }

    [Fact]
    public void Load_ListOfObjects_IsTakenApart() => Assert.Equal(
        "ConfigMap/a ConfigMap/b",
        Describe(ManifestSamples.Load(new ManifestText(
            "x.yml",
            """
            apiVersion: v1
            kind: List
            items:
              - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
              - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
            ---
            """)).Workloads));

    [Fact]
    public void Load_Json_IsYamlToo() => Assert.Equal(
        "ConfigMap/a",
        Describe(ManifestSamples.Load(new ManifestText(
            "x.json", """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}""")).Workloads));

    [Theory]
    [InlineData("", "x.yml: it holds no object.")]
    [InlineData("# nothing\n---\n", "x.yml: it holds no object.")]
    [InlineData("text", "x.yml:1:1: expected an object with apiVersion, kind and metadata, found a single value.")]
    [InlineData("kind: ConfigMap\nmetadata: {name: a}", "x.yml:1:1: 'apiVersion' is missing.")]
    [InlineData("apiVersion: v1\nmetadata: {name: a}", "x.yml:1:1: 'kind' is missing.")]
    [InlineData("apiVersion: v1\nkind: ConfigMap", "x.yml:1:1: 'metadata.name' is missing.")]
    [InlineData(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: a}", "x.yml:3:11: 'metadata.name' is missing.")]
    [InlineData(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 1}",
            "x.yml:3:18: 'metadata.name' is not text; put quotes around it.")]
    [InlineData(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: no}",
            "x.yml:3:18: 'metadata.name' is not text; put quotes around it.")]
    [InlineData(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: }",
            "x.yml:3:32: 'metadata.namespace' is not text; put quotes around it.")]
    [InlineData(Map + "kind: Secret", "x.yml:4:1: the key 'kind' is there twice, first in line 2.")]
    [InlineData(Map + "data: {on: 1}", "x.yml:4:8: the key 'on' is not read as text by kubectl; put quotes around it.")]
    [InlineData(Map + "data: {a: .inf}", "x.yml:4:11: JSON has no number '.inf'; put quotes around it if it is text.")]
    [InlineData(
        Map + "data: {a: !!binary aGk=}",
            "x.yml:4:11: the tag 'tag:yaml.org,2002:binary' is not allowed here; write the value out.")]
    [InlineData(Map + "data: *a", "x.yml:4:7: the alias '*a' stands for nothing before it.")]
    [InlineData(Map + "data: &a [*a]", "x.yml:4:11: the alias '*a' stands for nothing before it.")]
    [InlineData(Map + "<<: x", "x.yml:4:5: the merge key '<<' takes a mapping, this is a single value.")]
    [InlineData(Map + "---\n" + Map, "x.yml:5:1: ConfigMap 'a' is there twice, first at x.yml:1:1.")]
    public void Load_OneMistake_SaysWhereAndWhat(string text, string line)
    {
        var e = Assert.Throws<ReleaseException>(() => ManifestSamples.Load(new ManifestText("x.yml", text)));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal(line, e.Reason.Trim());
    }

    [Fact]
    public void Load_TwoNamespaces_NamesBoth()
    {
        var e = Assert.Throws<ReleaseException>(() => ManifestSamples.Load(
            new ManifestText("a.yml", Map.Replace("name: a", "name: a, namespace: shop", StringComparison.Ordinal)),
            new ManifestText("b.yml", Map.Replace("name: a", "name: b, namespace: bank", StringComparison.Ordinal))));

        Assert.Equal(
            "b.yml:1:1: the namespace 'bank' is not 'shop', which a.yml:1:1 names; a release lives in one namespace.",
                e.Reason.Trim());
    }

    [Fact]
    public void Load_NamespaceThatTheOptionDoesNotName_IsRefused()
    {
        var files =
            ManifestFiles.Of(
                [new("a.yml", Map.Replace("name: a", "name: a, namespace: shop", StringComparison.Ordinal))]);

        Assert.Equal("shop", ManifestLoader.Load(files, ManifestSamples.Variables, ManifestSamples.Options).Namespace);
        var e = Assert.Throws<ReleaseException>(() =>
            ManifestLoader.Load(files, ManifestSamples.Variables, ManifestSamples.Options with { Namespace = "bank" }));
        Assert.Contains("the namespace 'shop' is not 'bank', the option namespace", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_BillionLaughs_IsRefusedQuickly()
    {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(i =>
            $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        var e = Assert.Throws<ReleaseException>(() => ManifestSamples.Load(new ManifestText("x.yml", text)));

        Assert.Contains("it has more than 200000 values, aliases written out", e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_RandomText_EndsInObjectsOrAUsageError()
    {
        string[] pieces =
            [Map, "kind: List\n", "items: ", "metadata: ", "- ", ": ", "[", "]", "{", "}", "&a ", "*a ", "<<: ", "\n",
                "  ", "1", "0x", "\"", "'", "|\n", "---\n", "$APP", "${VERSION}", "\0"];
        var random = new Seeded(11);
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => random.Pick(pieces)));
            if (Record.Exception(() => ManifestSamples.Load(new ManifestText("x.yml", text))) is { } e)
            {
                Assert.True(e is ReleaseException { ExitCode: ExitCode.Usage }, $"{Uri.EscapeDataString(text)}: {e}");
            }
        }
    }

    private static string Describe(IEnumerable<ManifestObject> objects) =>
        string.Join(' ', objects.Select(each => $"{each.Kind}/{each.Name}"));
}
