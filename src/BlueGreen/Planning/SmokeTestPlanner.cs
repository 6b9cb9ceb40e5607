using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>Decides how a deployed target is tried before users see it.</summary>
public sealed class SmokeTestPlanner : ITargetPlanner
{
    /// <inheritdoc/>
    public string Target => "SmokeTest";

    /// <inheritdoc/>
    public ReleasePlan Plan(World world, PlanRequest request, ReleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(settings);
        var color = TargetColor.Resolve(request, world);
        var evidence = TargetColor.RequireOwned(request, world.Of(color));
        RequireReachable(world.Route, color);

        var version = settings.Verify is { SeesVersion: true } ? evidence.Version : null;
        var limits = settings.Timeouts;
        return new ReleasePlan(
            request.ReleaseId, Target, $"{world.Route.Describe()}; {evidence.Tag} is tried on {color.ToName()}",
        [
            new RunSmokeTest(color, version, world.Route.Live, settings.SmokeChecks, limits.SmokeTest),
            new RecordSmokeTest(color, evidence.TemplateHash, limits.Write),
        ]);
    }

    private static void RequireReachable(RouteState route, Color color)
    {
        if (route.Test != color && route.Live != color)
        {
            throw Refusal.Because(
                $"{color.ToName()} cannot be tried.",
                $"No route leads to it: {route.Describe()}.",
                "Run Deploy again: it opens the test route.");
        }
    }
}
