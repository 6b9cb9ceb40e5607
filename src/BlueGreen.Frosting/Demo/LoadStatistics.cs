using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Demo;

/// <summary>Counts what users saw of one switch. Pure.</summary>
internal static class LoadStatistics
{
    /// <summary>Counts.</summary>
    /// <param name="samples">All requests of the demo.</param>
    /// <param name="run">The target that switched.</param>
    /// <param name="move">The switch.</param>
    /// <param name="time">Turns timestamps into milliseconds.</param>
    /// <returns>The figures.</returns>
    public static SwitchFigures Of(
        IReadOnlyList<LoadSample> samples, RunRecord run, WatchedSwitch move, TimeProvider time)
    {
        var (began, ended) = (run.Time.BeganStamp, run.Time.EndedStamp);
        var users = samples.Where(s => s.Kind != RequestKind.Tester && s.StartedAt <= ended).ToList();
        var sent = users.FindAll(s => s.StartedAt >= began);
        if (move.WrittenAt is not { } writtenAt)
        {
            return new SwitchFigures(sent.Count, sent.Count(s => s.IsFailure), null, null, 0);
        }

        // A slow request may have begun in an earlier life of a color; the first answer is told by the quick ones.
        var after = users.FindAll(s => s.EndedAt >= writtenAt);
        var firstNew = after.Where(s => s.Kind == RequestKind.Quick && s.Color == move.To).Select(s => s.EndedAt);
        var lastOld = after.Where(s => s.Color is { } color && color == move.From).Select(s => s.EndedAt);
        return new SwitchFigures(
            sent.Count,
            sent.Count(s => s.IsFailure),
            Since(firstNew.Order().Cast<long?>().FirstOrDefault()),
            Since(lastOld.OrderDescending().Cast<long?>().FirstOrDefault()),
            after.Count(s => s.StartedAt < writtenAt && s.Color is { } color && color == move.From));

        double? Since(long? stamp) => stamp is { } at ? time.GetElapsedTime(writtenAt, at).TotalMilliseconds : null;
    }
}

/// <summary>What was counted of one switch.</summary>
/// <param name="Sent">Requests sent while the target ran.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="FirstNewMs">Milliseconds from the write to the first quick answer of the new color, or null.</param>
/// <param name="LastOldMs">Milliseconds from the write to the last answer of the old color, or null.</param>
/// <param name="Finished">Requests that were under way at the write and were finished by the old color.</param>
internal sealed record SwitchFigures(int Sent, int Failed, double? FirstNewMs, double? LastOldMs, int Finished);
