using BlueGreen.Errors;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Tests.Releases;

public sealed class ReleaseTagParserTests
{
    [Theory]
    [InlineData("v2.0-green", "2.0", Color.Green)]
    [InlineData("v1-blue", "1", Color.Blue)]
    [InlineData("v2.0.1-rc1-blue", "2.0.1-rc1", Color.Blue)]
    [InlineData("v2.0-blue-green", "2.0-blue", Color.Green)]
    public void TryParse_ReleaseTag_HasVersionAndColor(string tag, string version, Color color) =>
        Assert.Equal(new ReleaseTag(tag, version, color), ReleaseTagParser.Create().TryParse(tag));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v2.0")]
    [InlineData("v2.0-red")]
    [InlineData("v2.0-Green")]
    [InlineData("v-blue")]
    [InlineData("rv2.0-blue")]
    [InlineData("v2.0-blue-rc1")]
    [InlineData("$(reboot)")]
    public void TryParse_OtherTag_IsNull(string? tag) => Assert.Null(ReleaseTagParser.Create().TryParse(tag));

    [Theory]
    [InlineData("v1/x-blue", "holds '/'")]
    [InlineData("v1+2-blue", "holds '+'")]
    [InlineData("v$(id);`x`-blue", "holds '$();`'")]
    [InlineData("v-1-blue", "must begin and end with a letter or digit")]
    [InlineData("vé-blue", "holds 'é'")]
    [InlineData("v2.0-green\n", "the control character U+000A")]
    [InlineData("v2\0-green", "the control character U+0000")]
    public void TryParse_VersionThatNoLabelCanHold_IsRefused(string tag, string reason)
    {
        var e = Assert.Throws<ReleaseException>(() => ReleaseTagParser.Create().TryParse(tag));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Contains(reason, e.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(e.Message, char.IsControl);
    }

    [Fact]
    public void TryParse_VersionOf64Characters_IsRefused()
    {
        var e = Assert.Throws<ReleaseException>(
            () => ReleaseTagParser.Create().TryParse($"v{new string('1', 64)}-blue"));

        Assert.Equal("Its version has 64 characters; a label value has at most 63.", e.Reason);
    }

    [Fact]
    public void TryParse_TagOf10Kilobytes_IsRefusedWithoutRepeatingIt()
    {
        var e = Assert.Throws<ReleaseException>(
            () => ReleaseTagParser.Create().TryParse($"v{new string('1', 10_000)}-blue"));

        Assert.InRange(e.Message.Length, 1, 300);
    }

    [Theory]
    [InlineData("^v(.+)-(?<color>blue|green)$", "It has no group named version.")]
    [InlineData("^v.+$", "It has no group named version and none named color.")]
    [InlineData("^v(?<version>.+-(?<color>blue)$", "It is not a regular expression: ")]
    public void Create_PatternThatCannotBeUsed_IsRefused(string pattern, string reason)
    {
        var e = Assert.Throws<ReleaseException>(() => ReleaseTagParser.Create(pattern));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.StartsWith(reason, e.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_OwnPatternWithAnotherColor_IsRefused()
    {
        var parser = ReleaseTagParser.Create("^release/(?<color>[a-z]+)/(?<version>.+)$");

        Assert.Equal(new ReleaseTag("release/blue/7", "7", Color.Blue), parser.TryParse("release/blue/7"));
        Assert.Contains(
            "'red'", Assert.Throws<ReleaseException>(() => parser.TryParse("release/red/7")).Reason,
                StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_PatternThatTakesForever_IsStopped()
    {
        var parser = ReleaseTagParser.Create("^(?<version>([a-z]+)+)-(?<color>blue)$");

        var e = Assert.Throws<ReleaseException>(() => parser.TryParse(new string('a', 60)));

        Assert.Contains("more than 1000 ms", e.Reason, StringComparison.Ordinal);
    }
}
