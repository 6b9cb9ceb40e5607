using BlueGreen.Ports;

namespace BlueGreen.Running;

/// <summary>Writes every event to the journal first, and then tells whoever watches.</summary>
/// <param name="log">The journal; a failing write stops the release.</param>
/// <param name="watchers">Console, CI log, local file.</param>
public sealed class LogObserver(IReleaseLog log, IReadOnlyList<IReleaseObserver> watchers) : IReleaseObserver
{
    /// <inheritdoc/>
    public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        await log.AppendAsync(stepEvent, cancellationToken);
        foreach (var watcher in watchers)
        {
            await watcher.OnAsync(stepEvent, cancellationToken);
        }
    }
}
