using BlueGreen.Frosting.Images;
using Xunit;

namespace BlueGreen.Frosting.Tests.Images;

public sealed class ImageRecordTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void Parse_WhatToJsonWrote_IsTheRecord()
    {
        var record = new ImageRecord("r1", ImageReference.TryParse("registry:5000/shop:1.0")!, Digest, ["1.0", "r1"]);

        var (read, fault) = ImageRecord.Parse(record.ToJson());

        Assert.Null(fault);
        Assert.Equal(record with { Tags = [] }, read! with { Tags = [] });
        Assert.Equal("1.0 r1", string.Join(' ', read.Tags));
        Assert.Equal($"registry:5000/shop@{Digest}", read.Pinned.ToString());
    }

    [Theory]
    [InlineData("", "it is not JSON")]
    [InlineData("{", "it is not JSON")]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("null", "it is not a JSON object")]
    [InlineData("{}", "it names no releaseId")]
    [InlineData("{\"releaseId\": 7}", "it names no releaseId")]
    [InlineData("{\"releaseId\": \"r\", \"releaseId\": \"s\"}", "it names no releaseId")]
    [InlineData("{\"releaseId\": \"r\", \"image\": \"Shop; rm\"}", "its image is not the name of an image with a tag")]
    [InlineData(
        "{\"releaseId\": \"r\", \"image\": \"shop:1\", \"digest\": \"sha256:12\"}",
        "its digest is not sha256: and 64 hexadecimal digits")]
    [InlineData(
        "{\"releaseId\": \"r\", \"image\": \"shop:1\", \"digest\": {\"a\": 1}}",
        "its digest is not sha256: and 64 hexadecimal digits")]
    public void Parse_WhatIsNoRecord_SaysWhy(string json, string expected)
    {
        var (record, fault) = ImageRecord.Parse(json);

        Assert.Null(record);
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData(100, "[")]
    [InlineData(100_000, "{\"a\":")]
    public void Parse_DeepNesting_IsNoCrash(int depth, string open) =>
        Assert.NotNull(ImageRecord.Parse(string.Concat(Enumerable.Repeat(open, depth))).Fault);

    [Fact]
    public void Parse_OddTags_AreLeftOut()
    {
        var (record, _) = ImageRecord.Parse(
            $$"""
            {"releaseId": "r", "image": "shop:1", "digest": "{{Digest}}", "tags": ["1", 2, null, ["x"]], "more": 1}
            """);

        Assert.Equal("1", Assert.Single(record!.Tags));
    }
}
