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
        var steps = Steps(world, request, settings, color).ToList();
        if (steps.Count == 0)
        {
            return new ReleasePlan(
                request.ReleaseId, Target, $"{color.ToName()} is not deployed; {world.Route.Describe()}", []);
        }

        RequireNotAnothers(world, request, color);
        var fence = new FenceRoute(request.Generation, settings.Timeouts.Write);
        return new ReleasePlan(
            request.ReleaseId,
            Target,
            $"{world.Route.Describe()}; {world.Of(color).Describe()}, and is removed",
            [.. world.Route.Exists ? (ReadOnlySpan<ReleaseStep>)[fence] : [], .. steps]);
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

    /// <summary>
    /// What was there at the last switch belongs to the release that switched, its way back too. What was deployed
    /// after it is somebody's next release, not a leftover.
    /// </summary>
    private static void RequireNotAnothers(World world, PlanRequest request, Color color)
    {
        var evidence = world.Of(color).Evidence;
        var stamp = world.Route.Stamp;
        var isLeftOver = evidence?.DeployedAt is null || (stamp.SwitchedAt is { } at && evidence.DeployedAt <= at);
        var owner = isLeftOver ? stamp.SwitchedBy : evidence!.ReleaseId;
        if (Same(owner, request.ReleaseId) || (isLeftOver && owner is null))
        {
            return;
        }

        throw Refusal.Because(
            $"{color.ToName()} must not be decommissioned by release {request.ReleaseId}.",
            isLeftOver
                ? $"The last switch was made by release {owner}; this pipeline is stale."
                : $"Release {owner} deployed {evidence!.Tag} there after the last switch, and may want it.",
            $"Run Decommission in that release's pipeline, or with --release-id={owner}.");
    }

    private static IEnumerable<ReleaseStep> Steps(
        World world, PlanRequest request, ReleaseSettings settings, Color color)
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
            yield return new RemoveColor(color, limits.Drain + limits.Write, world.Of(color).Evidence?.ReleaseId);
        }

        if (ContractIsDue(world, request, settings) is { } live)
        {
            yield return new MigrateContract(live, settings.MigrateContract, limits.Migrate);
            yield return new RecordHistory(Entry(world, request, "contracted", request.ReleaseId), limits.Write);
        }

        if (world.Of(color).IsDeployed || IsUnrecorded(world, color))
        {
            var subject =
                $"{color.ToName()} {world.Of(color).Evidence?.ReleaseId} {world.Of(color).Evidence?.DeployedAt:O}";
            var entry = Entry(world, request, "decommissioned", subject) with { Tag = TagOf(world, color) };
            yield return new RecordHistory(entry, limits.Write);
        }
    }

    /// <summary>
    /// A contract belongs to the release that is live: after a rollback, the live release never asked for this one.
    /// </summary>
    private static Color? ContractIsDue(World world, PlanRequest request, ReleaseSettings settings)
    {
        var isDue = !settings.MigrateContract.IsEmpty
            && world.Route.Live is { } live
            && Same(world.Of(live).Evidence?.ReleaseId, request.ReleaseId)
            && !world.History.Any(record => record.Outcome is "contracted" && Same(record.Subject, request.ReleaseId));
        return isDue ? world.Route.Live : null;
    }

    /// <summary>
    /// The color that was left at the last switch is gone, and nobody wrote it down: an earlier run was killed.
    /// </summary>
    private static bool IsUnrecorded(World world, Color color) => world.Route.Stamp.Previous == color
        && !world.History.TakeWhile(record => record.Outcome is not ("switched" or "rolled-back"))
            .Any(record => record.Outcome is "decommissioned");

    private static string? TagOf(World world, Color color) => world.Of(color).IsDeployed
        ? world.Of(color).Evidence?.Tag
        : world.History.FirstOrDefault(record => record.Outcome is "switched" && record.To == color)?.Tag;

    private static HistoryEntry Entry(World world, PlanRequest request, string outcome, string subject)
    {
        var live = world.Route.Live;
        var tag = live is { } color ? world.Of(color).Evidence?.Tag : null;
        return new HistoryEntry("Decommission", tag, live, live, request.Actor, outcome, subject);
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
