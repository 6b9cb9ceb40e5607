using BlueGreen.Errors;

namespace BlueGreen.Steps.Handlers;

/// <summary>Runs the contract migration after the old color is gone.</summary>
internal sealed class MigrateContractHandler(StepContext context) : StepHandler<MigrateContract>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(MigrateContract step, CancellationToken cancellationToken)
    {
        var witness = await context.FindWitnessAsync(step, context.Run.RunId, cancellationToken);
        return new Observation(witness is not null, witness?.Detail ?? "not run yet");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(MigrateContract step, CancellationToken cancellationToken)
    {
        var result = await context.Platform.Colors.RunAsync(step.Live, step.Command, cancellationToken);
        Migrations.RequireSuccess("contract", step.Command, result, ExitCode.LeftOvers);
        await context.WitnessAsync(step, context.Run.RunId, Migrations.Words(result), null, cancellationToken);
    }
}
