using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Steps;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Shows what the writes of a plan would change, object by object.</summary>
internal static class DryRunDiffs
{
    /// <summary>Writes the differences of every step that has some.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="platform">Where to ask.</param>
    /// <param name="say">Writes lines.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>A task that ends when all is said.</returns>
    public static async Task WriteAsync(
        ReleasePlan plan, Platform platform, Action<string> say, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
        {
            foreach (var change in await ChangesAsync(plan, step, platform, cancellationToken))
            {
                say($"\n  {change.Verb} {change.Name}\n{Indent(change.Diff)}");
            }
        }
    }

    private static async Task<IReadOnlyList<ObjectChange>> ChangesAsync(
        ReleasePlan plan, ReleaseStep step, Platform platform, CancellationToken cancellationToken)
    {
        var route = await platform.Route.ObserveAsync(cancellationToken);
        return step switch
        {
            DeployColor deploy => await platform.Colors.PreviewAsync(deploy.Release, cancellationToken),
            OpenTestRoute open => await platform.Route.PreviewAsync(
                RouteWrite.OpenTest, new RouteChange(open.Target, route, route.Stamp.Generation, plan.ReleaseId), cancellationToken),
            SwitchRoute move => await platform.Route.PreviewAsync(
                RouteWrite.Switch, new RouteChange(move.To, route, route.Stamp.Generation, plan.ReleaseId, move.IsRollback), cancellationToken),
            CloseTestRoute close => await platform.Route.PreviewAsync(
                RouteWrite.CloseTest, new RouteChange(close.Color, route, route.Stamp.Generation, plan.ReleaseId), cancellationToken),
            RemoveSubset remove => await platform.Route.PreviewAsync(
                RouteWrite.Retire, new RouteChange(remove.Color, route, route.Stamp.Generation, plan.ReleaseId), cancellationToken),
            _ => [],
        };
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
