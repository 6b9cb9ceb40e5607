using BlueGreen.Errors;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Removes a color, after looking once more that nobody is on it.</summary>
internal sealed class RemoveColorHandler(StepContext context) : StepHandler<RemoveColor>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(RemoveColor step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Color, cancellationToken);
        return await Changes.IsLeftAloneAsync(context, step.Color, step.OnlyOf, cancellationToken) is { } other
            ? new Observation(true, other)
            : new Observation(!state.IsDeployed, state.Describe());
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(RemoveColor step, CancellationToken cancellationToken)
    {
        // The color is looked at before the route: whoever moves users there in between changes the color first.
        var seen = await context.Platform.Colors.ObserveAsync(step.Color, cancellationToken);
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        Changes.RequireUnfenced(context, route);
        if (route.Live == step.Color || route.Test == step.Color)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"{step.Color.ToName()} must not be removed.",
                $"A route leads to it: {route.Describe()}.",
                "Move users with Activate or Rollback first.");
        }

        await context.Platform.Colors.RemoveAsync(seen, cancellationToken);
    }
}
