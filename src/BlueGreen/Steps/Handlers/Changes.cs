using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>What the handlers that write routes share.</summary>
internal static class Changes
{
    /// <summary>Makes the change of a route as it was just observed.</summary>
    public static RouteChange Of(StepContext context, Color color, RouteState route) =>
        new(color, route, context.Run.Generation, context.Run.ReleaseId);

    /// <summary>Refuses to change a color for a run that a newer lease fenced off: colors carry no generation of their
    /// own, the route does.</summary>
    public static void RequireUnfenced(StepContext context, RouteState route)
    {
        if (route.Stamp.Generation > context.Run.Generation)
        {
            throw new RouteChangedException(
                "Another pipeline took over: this run lost its lease.",
                $"The route carries lease generation {route.Stamp.Generation}, and this run holds " +
                    $"{context.Run.Generation}.",
                "Run ./build.sh --target=Status, and the same target again if it is still wanted.");
        }
    }

    /// <summary>Says in one clause what would be written.</summary>
    public static string Words(IReadOnlyList<ObjectChange> changes) =>
        string.Join(", ", changes.Select(change => $"{change.Verb} {change.Name}"));

    /// <summary>Somebody moved the users after the plan was made.</summary>
    public static RouteChangedException LiveMoved(Color? expected, RouteState route) => new(
        "The route is not what the plan was made from.",
        $"Expected {(expected is { } color ? $"{color.ToName()} to be live" : "nothing to be live")}; seen: " +
            $"{route.Describe()}.",
        "Run ./build.sh --target=Status, and the same target again if it is still wanted.");

    /// <summary>Tells why a cleaning step must leave a color alone: another release owns it.</summary>
    public static async Task<string?> IsLeftAloneAsync(
        StepContext context, Color color, string? onlyOf, CancellationToken cancellationToken)
    {
        if (onlyOf is null)
        {
            return null;
        }

        var state = await context.Platform.Colors.ObserveAsync(color, cancellationToken);
        return state.IsDeployed && !string.Equals(state.Evidence?.ReleaseId, onlyOf, StringComparison.Ordinal)
            ? $"{color.ToName()} belongs to release {state.Evidence?.ReleaseId ?? "unknown"} and is left alone"
            : null;
    }
}
