using BlueGreen.Frosting.Reports;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Frosting.Tests.Reports;

public sealed class TrafficTests
{
    [Fact]
    public void Bins_Samples_AreCountedWhereTheyEnd()
    {
        var picture = new TrafficPicture("t", "c", 0, 300, 100)
        {
            Samples = [Sample(10, 99, Color.Green), Sample(10, 100, Color.Blue), Sample(250, 299, null)],
        };

        Assert.Equal(
            [new TrafficBin(0, 0, 1, 0, 0), new TrafficBin(100, 1, 0, 0, 0), new TrafficBin(200, 0, 0, 1, 0)],
            TrafficBin.Of(picture));
    }

    [Fact]
    public void Bins_SamplesOutsideOfThePicture_AreLeftOut()
    {
        var picture = new TrafficPicture("t", "c", 0, 100, 100)
        {
            Samples = [Sample(-50, -1, Color.Green), Sample(50, 100, Color.Blue)],
        };

        Assert.Equal(0, Assert.Single(TrafficBin.Of(picture)).Total);
    }

    [Fact]
    public void Bins_Failure_CountsAsFailedWhoeverAnswered()
    {
        var picture = new TrafficPicture("t", "c", 0, 100, 100)
        {
            Samples = [Sample(0, 5, Color.Blue) with { IsFailure = true }],
        };

        Assert.Equal(new TrafficBin(0, 0, 0, 0, 1), Assert.Single(TrafficBin.Of(picture)));
    }

    [Fact]
    public void Lanes_SlowRequests_NeverOverlap()
    {
        var samples = Enumerable.Range(0, 30).Select(i => i * 37 % 200)
            .Select(start => Sample(start, start + 60, Color.Blue) with { IsSlow = true });
        var lanes = SlowLanes.Of(new TrafficPicture("t", "c", 0, 300, 100) { Samples = [.. samples] });

        Assert.Equal(30, lanes.Sum(lane => lane.Count));
        Assert.All(
            lanes.SelectMany(lane => lane.Zip(lane.Skip(1))),
            pair => Assert.True(pair.First.EndedAt <= pair.Second.StartedAt));
    }

    [Theory]
    [InlineData(300, 5)]
    [InlineData(3_000, 50)]
    [InlineData(20_000, 250)]
    [InlineData(4_000_000, 50_000)]
    public void BinFor_Length_GivesAtMostEightyBars(double length, double bin) =>
        Assert.Equal(bin, TrafficPicture.BinFor(length));

    [Fact]
    public void Text_Switch_ShowsColorsFailuresAndTheWrite() =>
        Golden.Matches("traffic.txt", TrafficText.Draw(SampleReport.Picture) + "\n");

    [Fact]
    public void Text_LongVersion_KeepsTheRowsAbove()
    {
        var names = SampleReport.Picture.Names.SetItem(Color.Green, "green: 2026.11.22-rc.1+build.7");

        var rows = TrafficText.Draw(SampleReport.Picture with { Names = names }).Split('\n')[..^1];

        Assert.Single(rows.Select(row => row.IndexOf('|', StringComparison.Ordinal)).Distinct());
    }

    private static TrafficSample Sample(double from, double to, Color? color) =>
        new(from, to, color, IsFailure: false, IsSlow: false);
}
