using Build.Benching;
using Xunit;

namespace Build.Tests.Benching;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0.25, 0.25, false, true)]
    [InlineData(0.2501, 0.25, false, false)]
    [InlineData(0.4, 0.4, true, true)]
    [InlineData(0.3999, 0.4, true, false)]
    [InlineData(99.0, null, false, true)]
    [InlineData(null, 0.25, false, false)]
    [InlineData(null, null, false, false)]
    [InlineData(double.NaN, 0.25, false, false)]
    [InlineData(double.NaN, 0.4, true, false)]
    public void IsKept_Value_AtOrWithinTheLimitAndThere(double? value, double? limit, bool isLeast, bool expected) =>
        Assert.Equal(expected, new Figure("f", value, string.Empty, limit, isLeast).IsKept);

    [Fact]
    public void Median_OfOddAndEvenCounts_IsTheMiddle()
    {
        Assert.Equal(2, Figure.Median([9, 1, 2]));
        Assert.Equal(3, Figure.Median([9, 1, 2, 4]));
        Assert.Equal(7, Figure.Median([7]));
    }

    [Fact]
    public void Table_KeptMissedAndMissingFigures_SaysWhich() => Assert.Equal(
        """
        | what | figure | wanted | | |
        | --- | ---: | ---: | --- | --- |
        | apply | 0.25 | ≤ 0.25 | kept | 1 s ÷ 4 s |
        | throughput | 0.39 | ≥ 0.4 | MISSED |  |
        | start | 1.51 s | ≤ 1.5 s | MISSED |  |
        | events | 24516 /s |  |  |  |
        | gateway | – |  | MISSED | not run: install wrk |

        """,
        FigureTable.Of(
        [
            new Figure("apply", 0.25, string.Empty, 0.25, Note: "1 s ÷ 4 s"),
            new Figure("throughput", 0.39, string.Empty, 0.4, IsLeast: true),
            new Figure("start", 1.51, "s", 1.5),
            new Figure("events", 24516, "/s", null),
            Figure.NotRun("gateway", "not run: install wrk"),
        ]));

    [Theory]
    [InlineData(0.2549, 0.25, "0.255")]
    [InlineData(1.504, 1.5, "1.504")]
    public void Table_FigureJustBeyondItsLimit_IsNotRoundedToIt(double value, double limit, string shown) =>
        Assert.Contains(
            $"| {shown} |", FigureTable.Of([new Figure("f", value, string.Empty, limit)]), StringComparison.Ordinal);
}
