using BlueGreen.Running;
using BlueGreen.Secrets;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Keeps the journal of a target in a file beside its report, secrets masked.</summary>
/// <param name="folder">The folder; made when the first event is written.</param>
/// <param name="masker">Hides secrets.</param>
internal sealed class MaskedJournal(string folder, SecretMasker masker) : IReleaseObserver
{
    private readonly FileJournal _journal = new(Path.Combine(folder, "journal.jsonl"));

    /// <inheritdoc/>
    public Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken) =>
        _journal.OnAsync(stepEvent with { Detail = masker.Apply(stepEvent.Detail) }, cancellationToken);
}
