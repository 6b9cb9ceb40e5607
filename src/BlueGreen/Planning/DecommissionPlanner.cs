using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>Decides how an idle color is drained and removed.</summary>
public sealed class DecommissionPlanner : ITargetPlanner
{
    /// <inheritdoc/>
    public string Target => "Decommission";

    /// <inheritdoc/>
    public ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(settings);
        var color = Idle(world, request);
        RequireNotAnothers(world, request, color);
        var steps = Steps(world, request, settings, color).ToList();
        return steps.Count == 0
            ? new ReleasePlan(request.ReleaseId, Target, $"{color.ToName()} is not deployed; {world.Route.Describe()}", [])
            : new ReleasePlan(
                request.ReleaseId,
                Target,
                $"{world.Route.Describe()}; {world.Of(color).Describe()}, and is removed",
                [
                    .. world.Route.Exists ? (ReadOnlySpan<ReleaseStep>)[Fence(request, settings)] : [],
                    .. steps,
                    Record(world, request, settings, "decommissioned", color),
                ]);
    }

    private static Color Idle(World world, PlanRequest request)
    {
        var live = world.Route.Live;
        if (request.Color is { } asked)
        {
            return asked != live ? asked : throw Refusal.Because(
                $"{asked.ToName()} must not be decommissioned.",
                $"Users are on it: {world.Route.Describe()}.",
                $"The idle color is {asked.Other().ToName()}; or move users first with Activate or Rollback.");
        }

        return live?.Other() ?? throw Refusal.Because(
            "No color can be called idle.",
            $"Nothing is live: {world.Route.Describe()}.",
            "Name the color to remove with --color=blue or --color=green.");
    }

    /// <summary>A color that was deployed after the last switch is somebody's next release, not a leftover.</summary>
    private static void RequireNotAnothers(World world, PlanRequest request, Color color)
    {
        var evidence = world.Of(color).Evidence;
        var stamp = world.Route.Stamp;
        if (evidence is null || Same(evidence.ReleaseId, request.ReleaseId))
        {
            return;
        }

        var isLeftOver = evidence.DeployedAt is null || (stamp.SwitchedAt is { } at && evidence.DeployedAt <= at);
        if (isLeftOver && (stamp.SwitchedBy is null || Same(stamp.SwitchedBy, request.ReleaseId)))
        {
            return;
        }

        throw Refusal.Because(
            $"{color.ToName()} must not be decommissioned by release {request.ReleaseId}.",
            isLeftOver
                ? $"The last switch was made by release {stamp.SwitchedBy}; this pipeline is stale."
                : $"Release {evidence.ReleaseId} deployed {evidence.Tag} there after the last switch, and may want it.",
            $"Run Decommission in that release's pipeline, or with --release-id={(isLeftOver ? stamp.SwitchedBy : evidence.ReleaseId)}.");
    }

    private static IEnumerable<ReleaseStep> Steps(World world, PlanRequest request, ReleaseSettings settings, Color color)
    {
        var limits = settings.Timeouts;
        if (world.Route.Test == color)
        {
            yield return new CloseTestRoute(color, limits.Write);
        }

        if (world.Of(color).IsDeployed)
        {
            yield return new DrainColor(color, limits.Drain, limits.Drain + limits.Write);
        }

        if (world.Route.Subsets.Contains(color))
        {
            yield return new RemoveSubset(color, limits.Write);
        }

        if (world.Of(color).IsDeployed)
        {
            yield return new RemoveColor(color, limits.Drain + limits.Write);
        }

        if (ContractIsDue(world, settings) is { } live)
        {
            yield return new MigrateContract(live, settings.MigrateContract, limits.Migrate);
            var entry = Entry(world, request, "contracted", ContractSubject(world, live));
            yield return new RecordHistory(entry, limits.Write);
        }
    }

    private static Color? ContractIsDue(World world, ReleaseSettings settings)
    {
        if (settings.MigrateContract.IsEmpty || world.Route.Live is not { } live)
        {
            return null;
        }

        var subject = ContractSubject(world, live);
        return world.History.Any(record => record.Outcome is "contracted" && Same(record.Subject, subject)) ? null : live;
    }

    private static string ContractSubject(World world, Color live) =>
        world.Of(live).Evidence?.ReleaseId ?? world.Route.Stamp.SwitchKey;

    private static FenceRoute Fence(PlanRequest request, ReleaseSettings settings) =>
        new(request.Generation, settings.Timeouts.Write);

    private static RecordHistory Record(
        World world, PlanRequest request, ReleaseSettings settings, string outcome, Color color)
    {
        var evidence = world.Of(color).Evidence;
        var subject = $"{color.ToName()} {evidence?.ReleaseId} {evidence?.DeployedAt:O}";
        return new RecordHistory(Entry(world, request, outcome, subject) with { Tag = evidence?.Tag }, settings.Timeouts.Write);
    }

    private static HistoryEntry Entry(World world, PlanRequest request, string outcome, string subject)
    {
        var live = world.Route.Live;
        var tag = live is { } color ? world.Of(color).Evidence?.Tag : null;
        return new HistoryEntry("Decommission", tag, live, live, request.Actor, outcome, subject);
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
