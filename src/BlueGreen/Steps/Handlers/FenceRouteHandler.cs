namespace BlueGreen.Steps.Handlers;

/// <summary>Fences off every older lease holder.</summary>
internal sealed class FenceRouteHandler(StepContext context) : StepHandler<FenceRoute>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(FenceRoute step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        return new Observation(
            !route.Exists || route.Stamp.Generation >= step.Generation,
            route.Exists ? $"the route carries generation {route.Stamp.Generation}" : "no route yet");
    }

    /// <inheritdoc/>
    protected override Task ApplyAsync(FenceRoute step, CancellationToken cancellationToken) =>
        context.Platform.Route.FenceAsync(step.Generation, cancellationToken);
}
