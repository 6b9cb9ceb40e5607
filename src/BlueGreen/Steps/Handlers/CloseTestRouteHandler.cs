
namespace BlueGreen.Steps.Handlers;

/// <summary>Closes the test route.</summary>
internal sealed class CloseTestRouteHandler(StepContext context) : StepHandler<CloseTestRoute>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(CloseTestRoute step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        return await Changes.IsLeftAloneAsync(context, step.Color, step.OnlyOf, cancellationToken) is { } other
            ? new Observation(true, other)
            : new Observation(route.Test != step.Color, route.Describe());
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(CloseTestRoute step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        await context.Platform.Route.CloseTestRouteAsync(Changes.Of(context, step.Color, route), cancellationToken);
    }
}
