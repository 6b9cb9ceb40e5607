using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Takes the subset of an idle color away.</summary>
internal sealed class RemoveSubsetHandler(StepContext context) : StepHandler<RemoveSubset>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(RemoveSubset step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        return await Changes.IsLeftAloneAsync(context, step.Color, step.OnlyOf, cancellationToken) is { } other
            ? new Observation(true, other)
            : new Observation(
                !route.Subsets.Contains(step.Color),
                $"subsets: {string.Join(", ", route.Subsets.Select(color => color.ToName()).DefaultIfEmpty("none"))}");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(RemoveSubset step, CancellationToken cancellationToken)
    {
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        await context.Platform.Route.RetireAsync(Changes.Of(context, step.Color, route), cancellationToken);
    }
}
