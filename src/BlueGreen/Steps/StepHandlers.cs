using System.Collections.Frozen;
using BlueGreen.Steps.Handlers;

namespace BlueGreen.Steps;

/// <summary>Finds the handler of a step. The only place that knows every kind of step.</summary>
public sealed class StepHandlers
{
    private readonly FrozenDictionary<Type, IStepHandler> _handlers;

    /// <summary>Initializes a new instance of the <see cref="StepHandlers"/> class.</summary>
    /// <param name="handlers">One handler a kind of step.</param>
    public StepHandlers(IEnumerable<IStepHandler> handlers) =>
        _handlers = handlers.ToFrozenDictionary(handler => handler.StepType);

    /// <summary>Makes the real handlers of one run.</summary>
    /// <param name="context">What they share.</param>
    /// <returns>The handlers.</returns>
    internal static StepHandlers For(StepContext context) => new(
    [
        new FenceRouteHandler(context),
        new DeployColorHandler(context),
        new AwaitReadyHandler(context),
        new OpenTestRouteHandler(context),
        new ProveTestRouteHandler(context),
        new MigrateExpandHandler(context),
        new RunSmokeTestHandler(context),
        new RecordSmokeTestHandler(context),
        new MatchReplicasHandler(context),
        new ProveWayBackHandler(context),
        new SwitchRouteHandler(context),
        new ProveSwitchHandler(context),
        new BakeHandler(context),
        new CloseTestRouteHandler(context),
        new DrainColorHandler(context),
        new RemoveSubsetHandler(context),
        new RemoveColorHandler(context),
        new MigrateContractHandler(context),
        new RecordHistoryHandler(context),
    ]);

    /// <summary>Finds the handler.</summary>
    /// <param name="step">Any step.</param>
    /// <returns>The one handler of its kind.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nobody handles this kind of step: a defect.</exception>
    public IStepHandler Of(ReleaseStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return _handlers.TryGetValue(step.GetType(), out var handler)
            ? handler
            : throw new ArgumentOutOfRangeException(nameof(step), step, "No handler for this kind of step.");
    }
}
