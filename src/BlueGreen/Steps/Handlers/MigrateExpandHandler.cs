using BlueGreen.Errors;

namespace BlueGreen.Steps.Handlers;

/// <summary>Runs the expand migration once per release.</summary>
internal sealed class MigrateExpandHandler(StepContext context) : StepHandler<MigrateExpand>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(MigrateExpand step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Color, cancellationToken);
        var by = state.Evidence?.ExpandedBy;
        return new Observation(
            string.Equals(by, context.Run.ReleaseId, StringComparison.Ordinal)
                && string.Equals(state.Evidence?.ReleaseId, by, StringComparison.Ordinal),
            by is null ? "no migration ran yet" : $"the migration of release {by} ran");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(MigrateExpand step, CancellationToken cancellationToken)
    {
        var result = await context.Platform.Colors.RunAsync(step.Color, step.Command, cancellationToken);
        Migrations.RequireSuccess("expand", step.Command, result, ExitCode.NotSwitched);
        await context.WitnessAsync(step, context.Run.RunId, Migrations.Words(result), null, cancellationToken);
        await context.Platform.Colors.RecordExpandAsync(step.Color, context.Run.ReleaseId, cancellationToken);
    }
}
