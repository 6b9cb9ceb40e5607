using BlueGreen.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Holds the lease: renews it in the background, and says so when it could not in time.</summary>
/// <remarks>
/// We count as having lost the lease one third of its duration before anybody else may take it, by our own monotonic
/// clock from before the last renewal that succeeded. A process that slept finds the token cancelled when it wakes.
/// </remarks>
internal sealed class HeldLease : IHeldLease
{
    private readonly LeaseQueue _queue;
    private readonly Ticket _ticket;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _deadline;
    private readonly Task _renewing;
    private bool _isTaken;

    /// <summary>Initializes a new instance of the <see cref="HeldLease"/> class.</summary>
    /// <param name="queue">Where it is held.</param>
    /// <param name="ticket">Our ticket.</param>
    /// <param name="generation">The fencing number.</param>
    /// <param name="takenAt">A timestamp from before the lease was written.</param>
    public HeldLease(LeaseQueue queue, Ticket ticket, long generation, long takenAt)
    {
        (_queue, _ticket, Generation) = (queue, ticket, generation);
        _deadline = queue.Time.CreateTimer(_ => _lost.Cancel(), null, Remaining(takenAt), Timeout.InfiniteTimeSpan);
        _renewing = Task.Run(RenewAsync);
    }

    /// <inheritdoc/>
    public long Generation { get; }

    /// <inheritdoc/>
    public CancellationToken Lost => _lost.Token;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // The renewal was started by this very object.
        await _renewing;
#pragma warning restore VSTHRD003
        await _deadline.DisposeAsync();
        if (!_isTaken)
        {
            await _queue.LeaveAsync(_ticket);
        }

        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        try
        {
            while (!_lost.IsCancellationRequested)
            {
                await Task.Delay(_queue.Options.LeaseDuration / 3, _queue.Time, _stop.Token);
                await TryRenewAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: this is how the renewal ends.
        }
    }

    private async Task TryRenewAsync()
    {
        var startedAt = _queue.Time.GetTimestamp();
        var me = _ticket with { RenewedAt = _queue.Time.GetUtcNow() };
        try
        {
            if (await _queue.UpdateAsync(state => QueueRules.Renew(state, me), _stop.Token) is null)
            {
                _isTaken = true;
                await _lost.CancelAsync();
                return;
            }

            _deadline.Change(Remaining(startedAt), Timeout.InfiniteTimeSpan);
        }
        catch (ReleaseException)
        {
            // The cluster did not answer. The deadline goes on; the next round tries again until it has passed.
        }
    }

    private TimeSpan Remaining(long since)
    {
        var left = (_queue.Options.LeaseDuration * 2 / 3) - _queue.Time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
