using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Planning;

/// <summary>Finds the color a workflow means, and refuses a workflow that does not own it any more.</summary>
internal static class TargetColor
{
    /// <summary>
    /// Finds the color: the tag's, else the one asked for, else the one that this release id deployed last. A local
    /// run without a tag so means what it deployed last, and says the same thing when it is repeated.
    /// </summary>
    /// <param name="request">What was asked.</param>
    /// <param name="world">What was seen.</param>
    /// <returns>The color, which is deployed.</returns>
    public static Color Resolve(PlanRequest request, World world)
    {
        var asked = request.Release?.Target ?? request.Color;
        if (asked is { } color)
        {
            return world.Of(color).IsDeployed ? color : throw NotDeployed(request, world, color);
        }

        var own = new[] { world.Blue, world.Green }
            .Where(state => state.IsDeployed && Owns(request, state))
            .MaxBy(state => state.Evidence?.DeployedAt);
        return own?.Color ?? throw Refusal.Because(
            $"Release {request.ReleaseId} has nothing deployed.",
            $"Seen: {world.Blue.Describe()}; {world.Green.Describe()}.",
            "Run Deploy first, or name the release with --tag=… and --release-id=….");
    }

    /// <summary>Refuses a stale workflow: one whose color was deployed by another release since.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="target">The color as it was seen.</param>
    /// <returns>The color's evidence.</returns>
    public static ColorEvidence RequireOwned(PlanRequest request, ColorState target)
    {
        var evidence = target.Evidence;
        var expected = request.Release?.Tag.Text;
        var isSameTag = expected is null || string.Equals(evidence?.Tag, expected, StringComparison.Ordinal);
        if (evidence is not null && Owns(request, target) && isSameTag)
        {
            return evidence;
        }

        var owner = evidence?.ReleaseId ?? "nobody we know";
        throw Refusal.Because(
            $"{target.Color.ToName()} belongs to another release.",
            $"It runs {evidence?.Tag ?? "something without a release tag"} of release {owner}, " +
            $"and this is {expected ?? "a run without a tag"} of release {request.ReleaseId}.",
            "A newer pipeline took the color: go on there, or run Deploy again in this one.");
    }

    private static bool Owns(PlanRequest request, ColorState state) =>
        string.Equals(state.Evidence?.ReleaseId, request.ReleaseId, StringComparison.Ordinal);

    private static ReleaseException NotDeployed(PlanRequest request, World world, Color color) => Refusal.Because(
        $"{color.ToName()} is not deployed.",
        $"Seen: {world.Blue.Describe()}; {world.Green.Describe()}; {world.Route.Describe()}.",
        $"Run Deploy{(request.Release is { } release ? $" --tag={release.Tag}" : string.Empty)} first.");
}
