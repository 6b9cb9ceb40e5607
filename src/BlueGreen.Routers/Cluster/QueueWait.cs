using BlueGreen.Errors;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Waits with one ticket until it holds the lease. Whoever waits already outlives a cluster that does not
/// answer for a while.</summary>
internal sealed class QueueWait(LeaseQueue queue, Ticket ticket, Func<QueueState, Task> onWaiting)
{
    private readonly SilenceWatch _silence = new(queue.Options.LeaseDuration, queue.Time);
    private Ticket _me = ticket;
    private string _told = string.Empty;
    private bool _hasPlace;
    private long _lookedAt;

    /// <summary>Gets the queue as it was seen last.</summary>
    public QueueState LastSeen { get; private set; } = QueueState.Empty;

    /// <summary>Waits.</summary>
    /// <param name="cancellationToken">Ends the waiting; the ticket is the caller's to give back.</param>
    /// <returns>The lease.</returns>
    public async Task<IHeldLease> RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var startedAt = queue.Time.GetTimestamp();
            try
            {
                await LookAsync(startedAt, cancellationToken);
                if (IsMine(LastSeen.Holder))
                {
                    return new HeldLease(queue, _me, LastSeen.Generation, startedAt);
                }

                await TellAsync(string.Join(',', LastSeen.Waiting.Select(t => t.Id).Prepend(LastSeen.Holder?.Id)));
            }
            catch (ReleaseException failed) when (_hasPlace && IsPassing(failed.InnerException))
            {
                LastSeen = LastSeen with { Trouble = failed.Reason };
                await TellAsync("trouble");
            }

            await Task.Delay(queue.Options.PollInterval, queue.Time, cancellationToken);
        }
    }

    /// <summary>Reads the queue, and writes what is to be written: our place, its renewal, or the lease when it is our
    /// turn.</summary>
    private async Task LookAsync(long startedAt, CancellationToken cancellationToken)
    {
        var seen = await queue.ObserveAsync(cancellationToken);
        SkipBlindTime(startedAt);
        if (MustWrite(seen))
        {
            _me = _me with { RenewedAt = queue.Time.GetUtcNow() };
            seen = (await queue.UpdateAsync(
                state => QueueRules.Advance(state, _me, _silence.IsDead), cancellationToken))!;
        }

        (LastSeen, _hasPlace) = (seen, true);
    }

    /// <summary>Nobody was seen to be silent while nobody could be seen: the others waited for the cluster
    /// too.</summary>
    private void SkipBlindTime(long startedAt)
    {
        var unseen = _hasPlace ? queue.Time.GetElapsedTime(_lookedAt) : TimeSpan.Zero;
        if (unseen > queue.Options.LeaseDuration / 3 && unseen > queue.Options.PollInterval * 2)
        {
            _silence.Skip(unseen);
        }

        _lookedAt = startedAt;
    }

    private bool MustWrite(QueueState seen)
    {
        // A holder with our ticket is ours too: a write whose answer was lost. It is renewed before it is believed.
        var mine = seen.Waiting.FirstOrDefault(IsMine);
        var dead = seen.Waiting.Where(_silence.IsDead).ToList();
        var isFree = seen.Holder is null || _silence.IsDead(seen.Holder);
        return mine is null
            || queue.Time.GetUtcNow() - mine.RenewedAt > queue.Options.LeaseDuration / 3
            || dead.Count > 0
            || (isFree && seen.Waiting[0] == mine);
    }

    private bool IsMine(Ticket? other) => string.Equals(other?.Id, _me.Id, StringComparison.Ordinal);

    /// <summary>Says a thing once, until there is another one to say.</summary>
    private async Task TellAsync(string what)
    {
        if (!string.Equals(what, _told, StringComparison.Ordinal))
        {
            _told = what;
            await onWaiting(LastSeen);
        }
    }

    private static bool IsPassing(Exception? cause) => cause is ApiException { IsPassing: true }
        or ClusterUnreachableException { IsPassing: true };
}
