using BlueGreen.Planning;
using BlueGreen.Ports;
using BlueGreen.Releases;
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
            OpenTestRoute open => await RouteAsync(RouteWrite.OpenTest, open.Target),
            SwitchRoute move => await RouteAsync(RouteWrite.Switch, move.To, move.IsRollback),
            CloseTestRoute close => await RouteAsync(RouteWrite.CloseTest, close.Color),
            RemoveSubset remove => await RouteAsync(RouteWrite.Retire, remove.Color),
            _ => [],
        };

        Task<IReadOnlyList<ObjectChange>> RouteAsync(RouteWrite write, Color color, bool isRollback = false) =>
            platform.Route.PreviewAsync(
                write,
                new RouteChange(color, route, route.Stamp.Generation, plan.ReleaseId, isRollback),
                cancellationToken);
    }

    private static string Indent(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
