using BlueGreen.Ports;
using BlueGreen.Running;

namespace BlueGreen.Steps.Handlers;

/// <summary>Adds the outcome to the history, with what was measured.</summary>
internal sealed class RecordHistoryHandler(StepContext context) : StepHandler<RecordHistory>
{
    /// <inheritdoc/>
    protected override async Task<Observation> ObserveAsync(RecordHistory step, CancellationToken cancellationToken)
    {
        var subject = await SubjectAsync(step, cancellationToken);
        var history = await context.Platform.Log.ReadHistoryAsync(cancellationToken);
        var found = history.FirstOrDefault(record => Same(record.Subject, subject)
            && Same(record.Outcome, step.Entry.Outcome)
            && Same(record.ReleaseId, context.Run.ReleaseId)
            && Same(record.Tag, step.Entry.Tag));
        return new Observation(found is not null, found is null ? "not recorded yet" : $"recorded at {found.At:u}");
    }

    /// <inheritdoc/>
    protected override async Task ApplyAsync(RecordHistory step, CancellationToken cancellationToken)
    {
        var (entry, subject) = (step.Entry, await SubjectAsync(step, cancellationToken));
        var record = new HistoryRecord(
            context.Run.ReleaseId,
            entry.Target,
            entry.Tag,
            entry.From,
            entry.To,
            context.Time.GetUtcNow(),
            entry.Actor,
            entry.Outcome,
            subject,
            entry.Subject is null ? await ProofAsync(subject, cancellationToken) : null);
        await context.Platform.Log.RecordAsync(record, cancellationToken);
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.Ordinal);

    private async Task<string> SubjectAsync(RecordHistory step, CancellationToken cancellationToken) =>
        step.Entry.Subject ?? (await context.Platform.Route.ObserveAsync(cancellationToken)).Stamp.SwitchKey;

    private async Task<SwitchProof> ProofAsync(string switchKey, CancellationToken cancellationToken)
    {
        var events = await context.Platform.Log.ReadAsync(context.Run.ReleaseId, cancellationToken);
        var witness = events.LastOrDefault(
            e => e.Kind == StepEventKind.Witnessed && e.Proof is not null && Same(e.Subject, switchKey));
        return witness?.Proof ?? SwitchProof.Unproven;
    }
}
