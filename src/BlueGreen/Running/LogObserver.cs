using BlueGreen.Ports;

namespace BlueGreen.Running;

/// <summary>Writes every event to the journal first, and then tells whoever watches.</summary>
/// <param name="log">The journal; a failing write stops the release.</param>
/// <param name="watchers">Whoever watches.</param>
internal sealed class LogObserver(IReleaseLog log, Watchers watchers) : IReleaseObserver
{
    /// <inheritdoc/>
    public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        await log.AppendAsync(stepEvent, cancellationToken);
        await watchers.OnAsync(stepEvent, cancellationToken);
    }
}
