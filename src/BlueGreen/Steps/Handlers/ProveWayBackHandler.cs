using BlueGreen.Planning;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>
/// Sees that there is a way back before users leave a color. Only looks: a missing way back is a refusal.
/// </summary>
internal sealed class ProveWayBackHandler(StepContext context) : StepHandler<ProveWayBack>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(ProveWayBack step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Previous, cancellationToken);
        var route = await context.Platform.Route.ObserveAsync(cancellationToken);
        var isRoutable = route.Subsets.Contains(step.Previous);
        return new Observation(
            state.IsReady && isRoutable,
                $"{state.Describe()}{(isRoutable ? ", its subset is there" : ", its subset is missing")}");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(ProveWayBack step, CancellationToken cancellationToken)
    {
        var seen = await ObserveAsync(step, cancellationToken);
        throw Refusal.Because(
            $"Users must not leave {step.Previous.ToName()}: there would be no way back.",
            $"Seen: {seen.Seen}.",
            $"Bring {step.Previous.ToName()} up first; or, when it is broken beyond that, say " +
                $"--allow-no-way-back=true.");
    }
}
