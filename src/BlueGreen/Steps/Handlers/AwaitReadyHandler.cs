namespace BlueGreen.Steps.Handlers;

/// <summary>Waits for a color, and explains why it does not come.</summary>
internal sealed class AwaitReadyHandler(StepContext context) : StepHandler<AwaitReady>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(AwaitReady step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Color, cancellationToken);
        if (state.IsReady)
        {
            return new Observation(true, state.Describe());
        }

        var findings = await context.Platform.Colors.DiagnoseAsync(step.Color, cancellationToken);
        return new Observation(false, string.Join("; ", findings.Prepend(state.Describe())));
    }

    /// <inheritdoc/>
    protected override Task ApplyAsync(AwaitReady step, CancellationToken cancellationToken) =>
        context.Platform.Colors.AwaitReadyAsync(step.Color, cancellationToken);
}
