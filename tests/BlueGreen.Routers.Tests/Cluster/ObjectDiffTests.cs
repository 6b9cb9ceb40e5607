using System.Text.Json.Nodes;
using BlueGreen.Routers.Cluster;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>What a diff shows, and what it must not.</summary>
public sealed class ObjectDiffTests
{
    [Fact]
    public void Between_SecretValuesChange_IsAChangeThatShowsNone()
    {
        var before = Secret("b2xkLXdvcmQ=", "old-word");
        var after = Secret("bmV3LXdvcmQ=", "new-word");

        var change = ObjectDiff.Between(before, after, text => text)!;

        Assert.Equal(("Secret/db", "change"), (change.Name, change.Verb));
        Assert.DoesNotContain("word", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("d29yZA", change.Diff, StringComparison.Ordinal);
        Assert.DoesNotContain("=", change.Diff, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DB_PASSWORD", false)]
    [InlineData("api_token", false)]
    [InlineData("KEY", false)]
    [InlineData("MONKEY", true)]
    public void Between_VariableOfAContainer_IsHiddenWhenItsNameSaysSo(string name, bool isShown)
    {
        var change = ObjectDiff.Between(WithVariable(name, "old-word"), WithVariable(name, "new-word"), text => text)!;

        Assert.Equal(isShown, change.Diff.Contains("-word", StringComparison.Ordinal));
        Assert.Equal(isShown, change.Diff.Contains("+ ", StringComparison.Ordinal));
    }

    [Fact]
    public void Between_LastAppliedConfiguration_IsNeverShown()
    {
        var after = WithVariable("A", "2");
        after["metadata"]!["annotations"] = new JsonObject
        {
            ["kubectl.kubernetes.io/last-applied-configuration"] = "old-word",
        };

        var change = ObjectDiff.Between(WithVariable("A", "1"), after, text => text)!;

        Assert.DoesNotContain("old-word", change.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_MaskedText_IsMasked()
    {
        var change = ObjectDiff.Between(null, WithVariable("URL", "db://sesame"), t => t.Replace("sesame", "***",
            StringComparison.Ordinal))!;

        Assert.Equal("create", change.Verb);
        Assert.Contains("db://***", change.Diff, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_OnlyWhatTheServerFillsInDiffers_IsNoChange()
    {
        var after = WithVariable("A", "1");
        after["metadata"]!["resourceVersion"] = "7";
        after["metadata"]!["managedFields"] = new JsonArray();
        after["status"] = new JsonObject { ["replicas"] = 1 };

        Assert.Null(ObjectDiff.Between(WithVariable("A", "1"), after, text => text));
    }

    [Theory]
    [InlineData("a,b,c", "a,b,c", "")]
    [InlineData("a,b,c", "a,x,c", "  a|- b|+ x|  c")]
    [InlineData("", "a", "+ a")]
    [InlineData("a", "", "- a")]
    [InlineData("1,2,3,4,5,6,7", "1,2,3,4,5,6,8", "  5|  6|- 7|+ 8")]
    public void Of_TwoTexts_ShowsTheChangesAndWhatIsAroundThem(string before, string after, string lines) =>
        Assert.Equal(lines, string.Join('|', LineDiff.Of(Split(before), Split(after))));

    [Fact]
    public void Of_VeryLongTexts_AreNotCompared() =>
        Assert.Contains("too long", Assert.Single(LineDiff.Of(new string[4001], [])), StringComparison.Ordinal);

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static JsonObject Secret(string data, string text) => JsonNode.Parse(
        $$$"""
        {"kind":"Secret","metadata":{"name":"db"},"data":{"p":"{{{data}}}"},"stringData":{"q":"{{{text}}}"} }
        """)!.AsObject();

    private static JsonObject WithVariable(string name, string value) => JsonNode.Parse(
        $$$"""
        {"kind":"Deployment","metadata":{"name":"app"},"spec":{"template":{"spec":{"containers":[
          {"env":[{"name":"{{{name}}}","value":"{{{value}}}"}]}]} } } }
        """)!.AsObject();
}
