using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Deploys the release to its color.</summary>
internal sealed class DeployColorHandler(StepContext context) : StepHandler<DeployColor>
{
    /// <inheritdoc/>
    protected override Task CheckAsync(DeployColor step, CancellationToken cancellationToken) =>
        context.Platform.Colors.PreviewAsync(step.Release, cancellationToken);

    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(DeployColor step, CancellationToken cancellationToken)
    {
        var changes = await context.Platform.Colors.PreviewAsync(step.Release, cancellationToken);
        var state = await context.Platform.Colors.ObserveAsync(step.Release.Target, cancellationToken);
        return changes.Count == 0
            ? new Observation(true, state.Describe())
            : new Observation(false, $"{state.Describe()}; {Changes.Words(changes)}");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(DeployColor step, CancellationToken cancellationToken)
    {
        // The color is looked at before the route: whoever moves users there in between changes the color first.
        var seen = await context.Platform.Colors.ObserveAsync(step.Release.Target, cancellationToken);
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        Changes.RequireUnfenced(context, route);
        if (route.Live == step.Release.Target)
        {
            throw Planning.Refusal.Because(
                $"{step.Release.Tag} must not be deployed to {step.Release.Target.ToName()}.",
                "Users were moved there after this plan was made.",
                "Run Deploy again with a tag for the idle color.");
        }

        await context.Platform.Colors.DeployAsync(step.Release, seen, cancellationToken);
    }
}
