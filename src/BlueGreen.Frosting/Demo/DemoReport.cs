using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Demo;

/// <summary>Makes the demo's report. Pure.</summary>
/// <param name="result">What the demo saw.</param>
/// <param name="time">Turns timestamps into milliseconds.</param>
internal sealed class DemoReport(DemoResult result, TimeProvider time)
{
    private const double Before = -1000;
    private const double After = 2000;
    private const double SwitchBin = 100;

    /// <summary>Makes it.</summary>
    /// <param name="table">The table of switches.</param>
    /// <returns>The report.</returns>
    public ReportModel Make(ReportTable table) => new()
    {
        Title = "Demo: two releases, a rollback and a roll forward, under load",
        Headline = $"{Words.Count(result.Requests, "user request")}, {Words.Count(result.Failed)} failed",
        At = time.GetUtcNow(),
        IsGood = result.IsGood,
        Explanation = "Version 1.0 was released to green, then 2.0 to blue beside it. While users called without "
            + "pause, all of them were moved to blue, back to green, and forward to blue again, each time in one "
            + "write; then green was removed. The processes, the HTTP connections and the Kubernetes API were real.",
        Figures = Figures(),
        Failure = result.Error is { } error
            ? new ReportFailure(error.Problem, error.Reason, error.Remedy, (int)error.ExitCode)
            : null,
        Pictures = [Overview(), .. result.Switches.Where(each => each.Move.From is not null).Select(Switch)],
        Table = table,
        Runs = [.. result.Runs.Select(run => RunSteps.Of(run.Record))],
        Colors = result.Status is { } status ? ColorCards.Of(status) : [],
        Next = [.. DemoText.Next],
    };

    private ImmutableArray<ReportFigure> Figures() =>
    [
        new(Words.Count(result.Requests), "requests of users"),
        new(Words.Count(result.Failed), "of them failed", result.Failed > 0),
        new(Words.Count(result.Switches.Count(each => each.Move.From is not null)), "switches under load"),
        new(Words.Count(Crossing()), "requests were under way at a switch; the old color finished them"),
        new(Words.Count(result.Tests), "requests of the tester with the cookie"),
    ];

    private int Crossing() => result.Switches
        .Where(each => each.Move.From is not null)
        .Sum(each => LoadStatistics.Of(result.Samples, each.Record, each.Move, time).Finished);

    private TrafficPicture Overview()
    {
        var end = result.Samples.Select(sample => sample.EndedAt)
            .Concat(result.Runs.Select(run => run.Record.Time.EndedStamp))
            .DefaultIfEmpty(result.Origin + 1)
            .Max();
        var length = Since(result.Origin, end);
        return new TrafficPicture(
            "The whole demo",
            "What users were answered, by the color that answered, and below it the targets that ran meanwhile. "
            + "Users came after the first activation; dashed lines are the writes that moved them.",
            0,
            length,
            TrafficPicture.BinFor(length))
        {
            Samples = Samples(result.Origin, slowOnes: false),
            Marks = [.. result.Switches.Where(each => each.Move.WrittenAt is not null).Select(each =>
                new TrafficMark(Since(result.Origin, each.Move.WrittenAt!.Value), $"to {each.Move.To.ToName()}"))],
            Spans = [.. result.Runs.Select(run => new TrafficSpan(
                Since(result.Origin, run.Record.Time.BeganStamp),
                Since(result.Origin, run.Record.Time.EndedStamp),
                run.Stage.Title,
                run.Record.Error is null))],
            Names = DemoScript.Names,
        };
    }

    private TrafficPicture Switch((DemoStage Stage, RunRecord Record, WatchedSwitch Move) each) => new(
        Capital(each.Stage.SwitchName ?? each.Record.Title),
        "One second before the write to two after. New requests reach the new color at once; slow ones that were "
        + "under way are finished by the color that began them.",
        Before,
        After,
        SwitchBin)
    {
        Samples = Samples(each.Move.WrittenAt ?? each.Record.Time.BeganStamp, slowOnes: true),
        Marks = each.Move.WrittenAt is null ? [] : [new TrafficMark(0, "the write")],
        Names = DemoScript.Names,
    };

    private ImmutableArray<TrafficSample> Samples(long origin, bool slowOnes) =>
    [
        .. result.Samples.Where(sample => sample.Kind != RequestKind.Tester).Select(sample => new TrafficSample(
            Since(origin, sample.StartedAt),
            Since(origin, sample.EndedAt),
            sample.Color,
            sample.IsFailure,
            slowOnes && sample.Kind == RequestKind.Slow)),
    ];

    private double Since(long origin, long stamp) => time.GetElapsedTime(origin, stamp).TotalMilliseconds;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
