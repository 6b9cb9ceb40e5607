using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>Decides how a release comes to its color, where only cookie holders reach it.</summary>
public sealed class DeployPlanner : ITargetPlanner
{
    /// <inheritdoc/>
    public string Target => "Deploy";

    /// <inheritdoc/>
    public ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(settings);
        var release = request.Release ?? throw new ArgumentException("Deploy needs a release.", nameof(request));
        RequireColorOfTag(request, release);
        var live = world.Route.Live;
        if (live == release.Target)
        {
            return IsThisRelease(world.Of(release.Target).Evidence, release)
                ? new ReleasePlan(release.Id, Target, $"{release.Tag} of release {release.Id} is live already", [])
                : throw TargetIsLive(world, release);
        }

        StaleDeploy.Refuse(world, release);
        return new ReleasePlan(release.Id, Target, Summarize(world, release), [.. Steps(world, request, settings)])
        {
            CleanUp = settings.KeepFailed || IsDeployed(world, release) ? null : CleanUp(release, settings, request),
        };
    }

    private static IEnumerable<ReleaseStep> Steps(World world, PlanRequest request, ReleaseSettings settings)
    {
        var release = request.Release!;
        var limits = settings.Timeouts;
        if (world.Route.Exists)
        {
            yield return new FenceRoute(request.Generation, limits.Write);
        }

        yield return new DeployColor(release, limits.Write);
        yield return new AwaitReady(release.Target, limits.Ready);
        yield return new OpenTestRoute(release.Target, world.Route.Live, limits.Write);
        if (settings.Verify is { } verify)
        {
            var version = verify.SeesVersion ? release.Tag.Version : null;
            yield return new ProveTestRoute(release.Target, version, world.Route.Live, limits.TestRouteProof);
        }

        if (!settings.MigrateExpand.IsEmpty)
        {
            yield return new MigrateExpand(release.Target, settings.MigrateExpand, limits.Migrate);
        }

        var entry = new HistoryEntry(
            "Deploy", release.Tag.Text, world.Route.Live, world.Route.Live, request.Actor, "deployed",
                Subject: release.Id);
        yield return new RecordHistory(entry, limits.Write);
    }

    private static ReleasePlan CleanUp(Release release, ReleaseSettings settings, PlanRequest request)
    {
        var limits = settings.Timeouts;
        var entry = new HistoryEntry("Deploy", release.Tag.Text, null, null, request.Actor, "failed", release.Id);
        ImmutableArray<ReleaseStep> steps =
        [
            new CloseTestRoute(release.Target, limits.Write, release.Id),
            new RemoveSubset(release.Target, limits.Write, release.Id),
            new RemoveColor(release.Target, limits.Drain + limits.Write, release.Id),
            new RecordHistory(entry, limits.Write),
        ];
        return new ReleasePlan(release.Id,
            "Deploy", $"{release.Target.ToName()} failed to deploy and is removed", steps);
    }

    /// <summary>A release that was deployed once, and tested perhaps, is not thrown away because a repetition
    /// failed.</summary>
    private static bool IsDeployed(World world, Release release) =>
        IsThisRelease(world.Of(release.Target).Evidence, release)
        && world.History.Any(record => record.Outcome is "deployed"
            && string.Equals(record.ReleaseId, release.Id, StringComparison.Ordinal)
            && string.Equals(record.Tag, release.Tag.Text, StringComparison.Ordinal));

    private static string Summarize(World world, Release release)
    {
        var target = world.Of(release.Target);
        var route = world.Route.Describe();
        return target.IsDeployed
            ? $"{route}; {release.Tag} replaces {target.Evidence?.Tag ?? "what runs"} on {release.Target.ToName()}"
            : $"{route}; {release.Tag} goes to {release.Target.ToName()}";
    }

    private static bool IsThisRelease(ColorEvidence? evidence, Release release) =>
        string.Equals(evidence?.ReleaseId, release.Id, StringComparison.Ordinal)
        && string.Equals(evidence?.Tag, release.Tag.Text, StringComparison.Ordinal);

    /// <summary>
    /// A pipeline that says a color brings that color's settings: with the other one's tag they would go wrong.
    /// </summary>
    private static void RequireColorOfTag(PlanRequest request, Release release)
    {
        if (request.Color is { } asked && asked != release.Target)
        {
            throw Refusal.Because(
                $"{release.Tag} must not be deployed to {asked.ToName()}.",
                $"The tag says {release.Target.ToName()}; --color or COLOR_TEST says {asked.ToName()}.",
                $"Start the deployment of {release.Target.ToName()}, or tag the release for {asked.ToName()}.");
        }
    }

    private static ReleaseException TargetIsLive(World world, Release release)
    {
        var color = release.Target.ToName();
        var other = release.Target.Other().ToName();
        return Refusal.Because(
            $"{release.Tag} must not be deployed to {color}.",
            $"Users are on {color} now ({world.Of(release.Target).Evidence?.Tag ?? "no release tag"}).",
            $"Tag the release for the idle color: {release.Tag.Text.Replace(color, other, StringComparison.Ordinal)}.");
    }
}
