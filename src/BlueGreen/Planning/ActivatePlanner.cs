using System.Collections.Immutable;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>Decides how all users move to the target, and how they would come back.</summary>
public sealed class ActivatePlanner : ITargetPlanner
{
    /// <inheritdoc/>
    public string Target => "Activate";

    /// <inheritdoc/>
    public ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(settings);
        var to = TargetColor.Resolve(request, world);
        var evidence = TargetColor.RequireOwned(request, world.Of(to));
        if (world.Route.Live == to && world.Route.Stamp.WasRollback)
        {
            return new ReleasePlan(
                request.ReleaseId, Target, $"{evidence.Tag} is live on {to.ToName()} since a rollback", []);
        }

        if (world.Route.Live == to)
        {
            var begun = Finish(new Move(world, request, settings, world.Route.Stamp.Previous, to, evidence));
            return Plan(begun, $"{evidence.Tag} is live on {to.ToName()} already; what is left is finished");
        }

        RequireRoutable(world, to);
        RequireSmokeTested(world.Of(to), evidence, request);
        var move = new Move(world, request, settings, world.Route.Live, to, evidence);
        return Plan(move, $"{world.Route.Describe()}; {evidence.Tag} goes live on {to.ToName()}");
    }

    /// <summary>Refuses a target that did not pass its smoke test in this release with exactly what runs now.</summary>
    /// <param name="target">The target as it was seen.</param>
    /// <param name="evidence">Its evidence.</param>
    /// <param name="request">What was asked.</param>
    internal static void RequireSmokeTested(ColorState target, ColorEvidence evidence, PlanRequest request)
    {
        var color = target.Color.ToName();
        var record = evidence.SmokeTest;
        var tag = evidence.Tag ?? color;
        if (record is null || !string.Equals(record.ReleaseId, request.ReleaseId, StringComparison.Ordinal))
        {
            throw Refusal.Because(
                $"{tag} must not be activated.",
                record is null
                    ? $"No smoke test has passed on {color}."
                    : $"The smoke test on {color} was passed by release {record.ReleaseId}, not by " +
                        $"{request.ReleaseId}.",
                "Run SmokeTest, then Activate again.");
        }

        if (!string.Equals(record.TemplateHash, evidence.TemplateHash, StringComparison.Ordinal))
        {
            throw Refusal.Because(
                $"{tag} must not be activated.",
                $"{color} was changed after its smoke test of {record.PassedAt:u}: another pod template runs now.",
                "Run SmokeTest again, then Activate.");
        }
    }

    private static void RequireRoutable(World world, Color to)
    {
        if (!world.Route.Exists || !world.Route.Subsets.Contains(to))
        {
            throw Refusal.Because(
                $"Users cannot be moved to {to.ToName()}.",
                $"The route has no subset for it: {world.Route.Describe()}.",
                "Run Deploy again: it adds the subset and opens the test route.");
        }
    }

    private static Move Finish(Move move) => move with { IsBegun = true };

    private static ReleasePlan Plan(Move move, string summary) =>
        new(move.Request.ReleaseId, "Activate", summary, [.. Steps(move)])
        {
            WayBack = move.From is { } from ? WayBack(move, from) : null,
        };

    private static IEnumerable<ReleaseStep> Steps(Move move)
    {
        var (limits, to) = (move.Settings.Timeouts, move.To);
        if (!move.IsBegun)
        {
            yield return new FenceRoute(move.Request.Generation, limits.Write);
            if (move.From is { } like)
            {
                yield return new MatchReplicas(to, like, limits.Write);
            }

            yield return new AwaitReady(to, limits.Ready);
            if (move.From is { } previous && !move.Settings.AllowNoWayBack)
            {
                yield return new ProveWayBack(previous, limits.Write);
            }
        }

        yield return new SwitchRoute(move.From, to, IsRollback: false, limits.Write);
        if (move.Settings.Verify is not null)
        {
            yield return new ProveSwitch(move.From, to, move.VersionOf(move.Evidence), IsRollback: false, limits.Proof);
        }

        if (move.Settings.BakeTime > TimeSpan.Zero && move.Settings.Verify is not null)
        {
            yield return new Bake(to, move.Settings.BakeTime, move.Settings.BakeTime + limits.Proof);
        }

        yield return new RecordHistory(move.Entry("switched", move.From, to), limits.Write);
    }

    private static ReleasePlan WayBack(Move move, Color from)
    {
        var limits = move.Settings.Timeouts;
        var version = move.VersionOf(move.World.Of(from).Evidence);
        ImmutableArray<ReleaseStep> steps =
        [
            new SwitchRoute(move.To, from, IsRollback: true, limits.Write),
            .. move.Settings.Verify is null
                ? (ReadOnlySpan<ReleaseStep>)[]
                : [new ProveSwitch(move.To, from, version, IsRollback: true, limits.Proof)],
            new RecordHistory(move.Entry("rolled-back", move.To, from), limits.Write),
        ];
        return new ReleasePlan(move.Request.ReleaseId, "Activate", $"users go back to {from.ToName()}", steps);
    }

    private sealed record Move(
        World World, PlanRequest Request, ReleaseSettings Settings, Color? From, Color To, ColorEvidence Evidence)
    {
        public bool IsBegun { get; init; }

        public string? VersionOf(ColorEvidence? evidence) =>
            Settings.Verify is { SeesVersion: true } ? evidence?.Version : null;

        public HistoryEntry Entry(string outcome, Color? from, Color to) =>
            new("Activate", Evidence.Tag, from, to, Request.Actor, outcome, Subject: null);
    }
}
