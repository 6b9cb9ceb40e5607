using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Planning;

/// <summary>Finds a deploy that would undo a newer one: an old workflow that somebody runs again.</summary>
/// <remarks>
/// Only a repetition can be stale, and what is a repetition is read from the history: a release that never deployed
/// goes on whatever is there. Of two releases that took turns on one color, the one that came there first is the older.
/// The order is the history's own; clocks are asked only about a deploy that left no record, for it never finished.
/// </remarks>
internal static class StaleDeploy
{
    /// <summary>Refuses a repetition whose color a newer release took since.</summary>
    /// <param name="world">What was seen.</param>
    /// <param name="release">The release to deploy.</param>
    public static void Refuse(World world, Release release)
    {
        var there = world.Of(release.Target).Evidence;
        if (there?.ReleaseId is not { } owner
            || (Same(owner, release.Id) && Same(there.Tag, release.Tag.Text))
            || FirstDeploy(world, release.Id, release.Tag.Text) is not { } mine
            || !IsNewer(FirstDeploy(world, owner, there.Tag), mine, there, world))
        {
            return;
        }

        var color = release.Target.ToName();
        throw Refusal.Because(
            $"{release.Tag} must not be deployed to {color} again: this pipeline is stale.",
            $"Release {release.Id} deployed it at {mine.At:u}; " +
                $"release {owner} deployed {there.Tag} to {color} after it.",
            $"Go on in the pipeline of release {owner}; or, if {release.Tag} really is to replace it, start a new " +
                $"pipeline, or say --release-id= with a new id.");
    }

    private static bool IsNewer(HistoryRecord? theirs, HistoryRecord mine, ColorEvidence there, World world) =>
        theirs is null
            ? there.DeployedAt > mine.At
            : world.History.IndexOf(theirs) < world.History.IndexOf(mine);

    private static HistoryRecord? FirstDeploy(World world, string releaseId, string? tag) =>
        world.History.LastOrDefault(record =>
            Same(record.Target, "Deploy") && Same(record.ReleaseId, releaseId) && Same(record.Tag, tag));

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
