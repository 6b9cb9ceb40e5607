using BlueGreen.Options;
using Xunit;

namespace BlueGreen.Tests.Options;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("0", 0, "0s")]
    [InlineData("500ms", 500, "500ms")]
    [InlineData("30s", 30_000, "30s")]
    [InlineData("1.5s", 1500, "1s500ms")]
    [InlineData("90m", 5_400_000, "1h30m")]
    [InlineData("1h30m", 5_400_000, "1h30m")]
    [InlineData("24h", 86_400_000, "24h")]
    public void TryParse_Duration_IsReadAndSpeltBack(string text, double milliseconds, string spelling)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.TryParse(text));
        Assert.Equal(spelling, Durations.Format(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1d")]
    [InlineData("s")]
    [InlineData("1s\n")]
    [InlineData("00:00:30")]
    [InlineData("99999999999999999999h")]
    public void TryParse_AnythingElse_IsNull(string? text) => Assert.Null(Durations.TryParse(text));
}
