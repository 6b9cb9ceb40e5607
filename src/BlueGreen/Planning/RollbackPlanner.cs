using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>
/// Decides how users go back to the color that was live before. Never asks how the color being left is.
/// </summary>
public sealed class RollbackPlanner : ITargetPlanner
{
    /// <inheritdoc/>
    public string Target => "Rollback";

    /// <inheritdoc/>
    public ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(settings);
        var stamp = world.Route.Stamp;
        if (world.Route.Live is not { } live || stamp.Previous is not { } previous)
        {
            throw NothingToRollBackTo(
                world, $"Seen: {world.Route.Describe()}, and no switch from another color is on it.");
        }

        RequireOwnSwitch(world, request);
        if (stamp.WasRollback)
        {
            var done = Steps(world, request, settings, from: previous, to: live, isBegun: true);
            return new ReleasePlan(
                request.ReleaseId, Target, $"{live.ToName()} is live again already since {stamp.SwitchKey}", done);
        }

        RequireWayBack(world, previous);
        var steps = Steps(world, request, settings, from: live, to: previous, isBegun: false);
        var summary = $"{world.Route.Describe()}; users go back to {world.Of(previous).Describe()}";
        return new ReleasePlan(request.ReleaseId, Target, summary, steps);
    }

    private static ImmutableArray<ReleaseStep> Steps(
        World world, PlanRequest request, ReleaseSettings settings, Color from, Color to, bool isBegun)
    {
        var limits = settings.Timeouts;
        var evidence = world.Of(to).Evidence;
        var version = settings.Verify is { SeesVersion: true } ? evidence?.Version : null;
        var entry = new HistoryEntry("Rollback", evidence?.Tag, from, to, request.Actor, "rolled-back", Subject: null);
        var steps = ImmutableArray.CreateBuilder<ReleaseStep>();
        if (!isBegun)
        {
            steps.Add(new FenceRoute(request.Generation, limits.Write));
        }

        steps.Add(new SwitchRoute(from, to, IsRollback: true, limits.Write));
        if (settings.Verify is not null)
        {
            steps.Add(new ProveSwitch(from, to, version, IsRollback: true, limits.Proof));
        }

        steps.Add(new RecordHistory(entry, limits.Write));
        return steps.ToImmutable();
    }

    private static void RequireOwnSwitch(World world, PlanRequest request)
    {
        var stamp = world.Route.Stamp;
        if (!string.Equals(stamp.SwitchedBy, request.ReleaseId, StringComparison.Ordinal))
        {
            throw Refusal.Because(
                $"Release {request.ReleaseId} has nothing to roll back.",
                $"The last switch was made by release {stamp.SwitchedBy ?? "nobody we know"} at {stamp.SwitchKey}.",
                $"To undo that one, run Rollback with --release-id={stamp.SwitchedBy}.");
        }
    }

    /// <summary>Refuses to send users back to something they were never on: it was deployed after they left.</summary>
    /// <param name="target">The color to go back to.</param>
    /// <param name="stamp">What the last switch left on the route.</param>
    internal static void RequireWasLive(ColorState target, RouteStamp stamp)
    {
        if (target.Evidence?.DeployedAt > stamp.SwitchedAt)
        {
            throw Refusal.Because(
                $"Users cannot go back to {target.Color.ToName()}.",
                $"Release {target.Evidence.ReleaseId} deployed {target.Evidence.Tag} there after the switch of " +
                    $"{stamp.SwitchKey}.",
                "Go on in that release's pipeline: SmokeTest, then Activate.");
        }
    }

    private static void RequireWayBack(World world, Color previous)
    {
        var state = world.Of(previous);
        RequireNotContracted(world, previous);
        RequireWasLive(state, world.Route.Stamp);
        if (!state.IsReady || !world.Route.Subsets.Contains(previous))
        {
            throw NothingToRollBackTo(
                world,
                state.IsReady
                    ? $"The route has no subset for {previous.ToName()} any more."
                    : $"{state.Describe()}.");
        }
    }

    private static void RequireNotContracted(World world, Color previous)
    {
        var contracted = world.History.FirstOrDefault(record => record.Outcome is "contracted" or "switched");
        if (contracted is { Outcome: "contracted" })
        {
            throw NothingToRollBackTo(
                world,
                $"A contract migration ran at {contracted.At:u} (release {contracted.ReleaseId}): " +
                $"the database no longer fits {world.Of(previous).Evidence?.Tag ?? previous.ToName()}.");
        }
    }

    private static ReleaseException NothingToRollBackTo(World world, string reason) => Refusal.Because(
        $"There is nothing to roll back to{(world.Route.Live is { } live ? $" from {live.ToName()}" : string.Empty)}.",
        reason,
        "Release the version you want as a new one: tag it for the idle color, then Deploy, SmokeTest, Activate.");
}
