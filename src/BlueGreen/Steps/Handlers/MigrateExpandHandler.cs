using BlueGreen.Ports;
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
            by is not null && string.Equals(by, Subject(state), StringComparison.Ordinal),
            by is null ? "no migration ran yet" : $"the migration of release {by} ran");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(MigrateExpand step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Color, cancellationToken);
        var result = await context.Platform.Colors.RunAsync(step.Color, step.Command, cancellationToken);
        Migrations.RequireSuccess("expand", step.Command, result, ExitCode.NotSwitched);
        await context.WitnessAsync(step, context.Run.RunId, Migrations.Words(result), null, cancellationToken);
        await context.Platform.Colors.RecordExpandAsync(step.Color, Subject(state), cancellationToken);
    }

    // A release is an id and a tag: a local run keeps its id from tag to tag.
    private static string Subject(ColorState state) => $"{state.Evidence?.ReleaseId} {state.Evidence?.Tag}";
}
