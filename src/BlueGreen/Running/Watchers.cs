namespace BlueGreen.Running;

/// <summary>Tells everybody who watches a run. Who cannot listen any more is left out: nobody's report is worth a
/// release.</summary>
/// <remarks>A full disk or a closed terminal says nothing about users, so it must not stop a switch half way.</remarks>
/// <param name="all">Console, CI log, local file.</param>
/// <param name="warn">Told once for each watcher that failed.</param>
internal sealed class Watchers(IReadOnlyList<IReleaseObserver> all, Func<string, Task> warn) : IReleaseObserver
{
    private readonly List<IReleaseObserver> _listening = [.. all];

    /// <inheritdoc/>
    public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        foreach (var watcher in _listening.ToList())
        {
            await Quietly.RunAsync(
                () => watcher.OnAsync(stepEvent, cancellationToken),
                async failed =>
                {
                    _listening.Remove(watcher);
                    await warn($"Progress is no longer written by {watcher.GetType().Name}: {failed}");
                });
        }
    }
}
