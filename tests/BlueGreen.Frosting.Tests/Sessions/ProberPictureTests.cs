using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Frosting.Tests.Reports;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Frosting.Tests.Sessions;

/// <summary>What the picture of a switch calls a failure is what its figures count as one.</summary>
public sealed class ProberPictureTests
{
    private static readonly FakeClock Clock = new();

    [Fact]
    public void Of_FirstRelease_CallsNothingFailedBeforeAnybodyIsServed()
    {
        var picture = Picture(from: null, [Refused(-20), Refused(-10), Refused(10), Good(20), Good(30)]);

        Assert.Equal(0, TrafficBin.Of(picture).Sum(bin => bin.Failed));
        Assert.Equal(3, TrafficBin.Of(picture).Sum(bin => bin.Unknown));
        Assert.Contains("none live       ", TrafficText.Draw(picture), StringComparison.Ordinal);
        Assert.Contains("is no failure", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FirstRelease_CallsFailedWhatFailsAfterSomebodyWasServed()
    {
        var picture = Picture(from: null, [Refused(-20), Good(10), Refused(11), Refused(30), Good(40)]);

        Assert.Equal(1, TrafficBin.Of(picture).Sum(bin => bin.Failed));
    }

    [Fact]
    public void Of_SwitchFromABrokenColor_ShowsItsFailures()
    {
        var picture = Picture(Color.Blue, [Refused(-20), Refused(-10), Good(20)]);

        Assert.Equal(2, TrafficBin.Of(picture).Sum(bin => bin.Failed));
        Assert.DoesNotContain("is no failure", picture.Caption, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_FirstRelease_NamesTheGreyInEveryPicture()
    {
        var picture = Picture(from: null, [Refused(-20), Good(20)]);
        var model = SampleReport.Empty with { Pictures = [picture] };

        var html = new HtmlWriter(text => text).Write(model);
        Assert.Contains("<i class=\"unknown\"></i>none live", html, StringComparison.Ordinal);
        Assert.Contains("1 none live", html, StringComparison.Ordinal);
        Assert.DoesNotContain("✕ 1", html, StringComparison.Ordinal);
        Assert.Contains(
            "Grey: none live.",
            new MarkdownWriter(text => text) { DrawsMermaid = true }.Write(model),
            StringComparison.Ordinal);
    }

    private static TrafficPicture Picture(Color? from, ImmutableArray<ProbeAnswer> samples) => ProberPicture.Of(
        new WatchedSwitch(from, Color.Green, Stamp(0), samples, new SwitchProof(9, 0, 1, null, Proven: true)),
        status: null,
        Clock);

    private static ProbeAnswer Refused(double at) =>
        new(503, null, null, string.Empty, Error: null, Stamp(at), Stamp(at + 3));

    private static ProbeAnswer Good(double at) => Refused(at) with { Status = 200, Color = Color.Green };

    private static long Stamp(double milliseconds) =>
        (long)(1e9 + (milliseconds / 1000 * Clock.TimestampFrequency));
}
