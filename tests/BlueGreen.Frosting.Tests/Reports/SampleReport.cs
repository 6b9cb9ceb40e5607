using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Tests.Reports;

/// <summary>A report that has everything a report can have, with fixed numbers.</summary>
internal static class SampleReport
{
    public static ReportModel Empty { get; } = new()
    {
        Title = "Activate v2.0-blue",
        Headline = "live is blue",
        At = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        IsGood = true,
    };

    public static ReportModel Whole => Empty with
    {
        Headline = "58 requests, 2 failed",
        IsGood = false,
        Explanation = "What it means.",
        Figures = [new("58", "requests"), new("2", "of them failed", IsBad: true)],
        Failure = new ReportFailure("It failed.", "A pod said:\nno", "Run it again.", 4),
        Pictures = [Picture],
        Table = new ReportTable(["switch", "failed"], [["green to blue", "2"], ["sum", "2"]], "Measured."),
        Runs = [Run],
        Colors = [new("blue", "live", "v2.0-blue, 2 of 2 replicas ready"), new("green", "idle", "not deployed")],
        Next = [new("./build.sh --target=Status", "see what is live")],
    };

    public static TrafficPicture Picture { get; } = new("The switch", "How to read it.", -500, 500, 100)
    {
        Samples =
        [
            .. Enumerable.Range(0, 50).Select(i => Quick(-500 + (i * 20), i < 25 ? Color.Green : Color.Blue)),
            Quick(110, color: null) with { IsFailure = true },
            Quick(130, Color.Blue) with { IsFailure = true },
            new(-120, 340, Color.Green, IsFailure: false, IsSlow: true),
            new(-60, 240, Color.Green, IsFailure: false, IsSlow: true),
            new(300, 480, Color.Blue, IsFailure: false, IsSlow: true),
        ],
        Marks = [new(0, "the write")],
        Spans = [new(-300, 200, "Activate", IsGood: false)],
        Names = ImmutableSortedDictionary<Color, string>.Empty
            .Add(Color.Blue, "blue: 2.0")
            .Add(Color.Green, "green: 1.0"),
    };

    public static ReportRun Run { get; } = new(
        "Activate v2.0-blue", "live is green; v2.0-blue goes live on blue", TimeSpan.FromSeconds(4), IsGood: false,
        [
            Step("Fence the route", StepOutcome.AlreadyDone, 0, 0),
            Step("Switch the live route", StepOutcome.Done, 0.5, 1),
            Step("Prove the switch", StepOutcome.Failed, 1.5, 2),
            Step("Record it", StepOutcome.NotReached, 0, 0),
        ]);

    private static TrafficSample Quick(double at, Color? color) =>
        new(at - 5, at + 5, color, IsFailure: false, IsSlow: false);

    private static ReportStep Step(string title, StepOutcome outcome, double offset, double took) => new(
        title, "Switch", outcome, TimeSpan.FromSeconds(offset), TimeSpan.FromSeconds(took), $"evidence of '{title}'");
}
