using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Demo;

/// <summary>Makes the table of switches. Pure.</summary>
internal static class DemoTable
{
    /// <summary>Makes it.</summary>
    /// <param name="result">What the demo saw.</param>
    /// <param name="time">Turns timestamps into milliseconds.</param>
    /// <returns>The table.</returns>
    public static ReportTable Of(DemoResult result, TimeProvider time) => new(
        ["switch", "requests", "failed", "first answer of the new", "last answer of the old", "under way"],
        [
            .. result.Switches.Select(each => Row(result, each, time)),
            ["whole demo", Words.Count(result.Requests), Words.Count(result.Failed), "", "", ""],
        ],
        "Times are counted from the write. They and the requests are measured by the users' clients, which keep "
        + "their connection and never retry; for the first activation by the tool's own prober, since there were "
        + "no users yet. 'Under way' are requests that had begun before the write: the old color finished them.");

    private static ImmutableArray<string> Row(
        DemoResult result, (DemoStage Stage, RunRecord Record, WatchedSwitch Move) each, TimeProvider time)
    {
        var (stage, record, move) = each;
        var figures = move.From is null
            ? new SwitchFigures(move.Proof.Requests, move.Proof.Failed, move.Proof.FirstNewMs, move.Proof.LastOldMs, 0)
            : LoadStatistics.Of(result.Samples, record, move, time);
        return
        [
            stage.SwitchName ?? record.Title,
            Words.Count(figures.Sent),
            Words.Count(figures.Failed),
            Words.Milliseconds(figures.FirstNewMs),
            Words.Milliseconds(figures.LastOldMs),
            move.From is null ? "–" : Words.Count(figures.Finished),
        ];
    }
}
