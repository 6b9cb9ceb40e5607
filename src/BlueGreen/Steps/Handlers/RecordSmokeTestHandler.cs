namespace BlueGreen.Steps.Handlers;

using BlueGreen.Ports;

/// <summary>Records the smoke test on the color it was passed by.</summary>
internal sealed class RecordSmokeTestHandler(StepContext context) : StepHandler<RecordSmokeTest>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(RecordSmokeTest step, CancellationToken cancellationToken)
    {
        var state = await context.Platform.Colors.ObserveAsync(step.Target, cancellationToken);
        var record = state.Evidence?.SmokeTest;
        var isDone = record is not null
            && string.Equals(record.ReleaseId, context.Run.ReleaseId, StringComparison.Ordinal)
            && string.Equals(record.TemplateHash, step.TemplateHash, StringComparison.Ordinal);
        return new Observation(
            isDone, record is null ? "no smoke test is recorded"
                : $"passed by release {record.ReleaseId} at {record.PassedAt:u}");
    }

    /// <inheritdoc/>
    protected override Task ApplyAsync(RecordSmokeTest step, CancellationToken cancellationToken) =>
        context.Platform.Colors.RecordSmokeTestAsync(
            step.Target,
            new SmokeTestRecord(context.Run.ReleaseId, step.TemplateHash, context.Time.GetUtcNow()),
            cancellationToken);
}
