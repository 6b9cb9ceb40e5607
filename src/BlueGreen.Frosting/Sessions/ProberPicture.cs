using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Shows a switch as the tool's own prober saw it. Pure.</summary>
internal static class ProberPicture
{
    private const double Margin = 5;
    private const int MostBins = 30;

    private const string HowToRead =
        "Each bar counts the answers of a moment, by the color that gave them; the dashed line is the one write "
        + "that moved all users. The prober keeps one connection, opens new ones beside it, and never retries.";

    private const string FirstRelease =
        " Nothing was live before: what the entry point itself says until the new color answers is no failure.";

    /// <summary>Makes the picture; the write is at 0.</summary>
    /// <param name="move">The switch.</param>
    /// <param name="status">Names the colors, or null.</param>
    /// <param name="time">Turns timestamps into milliseconds.</param>
    /// <returns>The picture.</returns>
    public static TrafficPicture Of(WatchedSwitch move, StatusReport? status, TimeProvider time)
    {
        var origin = move.WrittenAt ?? move.Samples.Select(sample => sample.StartedAt).DefaultIfEmpty(0).Min();
        var served = ServedSince(move);
        var samples = move.Samples
            .Select(s => new TrafficSample(
                Since(s.StartedAt), Since(s.EndedAt), s.Color, s.IsFailure && s.StartedAt >= served, IsSlow: false))
            .ToImmutableArray();
        var from = samples.Select(sample => sample.EndedAt).Append(0).Min() - Margin;
        var to = samples.Select(sample => sample.EndedAt).Append(0).Max() + Margin;
        return new TrafficPicture(
            $"The switch {(move.From is { } left ? $"from {left.ToName()} " : string.Empty)}to {move.To.ToName()}",
            move.From is null ? HowToRead + FirstRelease : HowToRead,
            from,
            to,
            TrafficPicture.BinFor(to - from, MostBins))
        {
            Samples = samples,
            Marks = move.WrittenAt is null ? [] : [new TrafficMark(0, "the write")],
            Names = ColorCards.Names(status),
            Unknown = move.From is null ? "none live" : "other",
        };

        double Since(long stamp) => time.GetElapsedTime(origin, stamp).TotalMilliseconds;
    }

    /// <summary>Nobody is failed before somebody is served: the same rule as in <see cref="SwitchWatch"/>.</summary>
    private static long ServedSince(WatchedSwitch move) => move.From is not null
        ? long.MinValue
        : move.Samples.FirstOrDefault(sample => sample.Color == move.To && sample.EndedAt >= move.WrittenAt)?.EndedAt
            ?? long.MaxValue;

    /// <summary>Makes the table of the switches of one run.</summary>
    /// <param name="moves">The switches.</param>
    /// <returns>The table.</returns>
    public static ReportTable Table(ImmutableArray<WatchedSwitch> moves) => new(
        ["switch", "requests", "failed", "first answer of the new", "last answer of the old", "proven"],
        [.. moves.Select(Row)],
        "Measured by the tool's own prober, from before the write to the end of the target; "
        + "times are counted from the write.");

    private static ImmutableArray<string> Row(WatchedSwitch move) =>
    [
        $"{move.From?.ToName() ?? "nothing"} to {move.To.ToName()}",
        Words.Count(move.Proof.Requests),
        Words.Count(move.Proof.Failed),
        Words.Milliseconds(move.Proof.FirstNewMs),
        Words.Milliseconds(move.Proof.LastOldMs),
        move.Proof.Proven ? "yes" : "no",
    ];
}
