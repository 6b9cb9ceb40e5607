using BlueGreen.Errors;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Holds the lease: renews it in the background, and says so when it could not in time.</summary>
/// <remarks>
/// We count as having lost the lease one third of its duration before anybody else may take it, by our own monotonic
/// clock from before the last renewal that succeeded. A process that slept finds the token cancelled when it wakes.
/// A renewal begins a third of the duration after the one before began, however slowly that was answered, and after a
/// twelfth when that one failed.
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
        _renewing = Task.Run(() => RenewAsync(takenAt));
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

    private async Task RenewAsync(long begunAt)
    {
        var pause = _queue.Options.LeaseDuration / 3;
        try
        {
            while (!_lost.IsCancellationRequested)
            {
                var left = pause - _queue.Time.GetElapsedTime(begunAt);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _queue.Time, _stop.Token);
                begunAt = _queue.Time.GetTimestamp();
                pause = _queue.Options.LeaseDuration / (await TryRenewAsync(begunAt) ? 3 : 12);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: this is how the renewal ends.
        }
    }

    private async Task<bool> TryRenewAsync(long startedAt)
    {
        var me = _ticket with { RenewedAt = _queue.Time.GetUtcNow() };
        try
        {
            if (await _queue.UpdateAsync(state => QueueRules.Renew(state, me), _stop.Token) is null)
            {
                _isTaken = true;
                await _lost.CancelAsync();
                return false;
            }

            _deadline.Change(Remaining(startedAt), Timeout.InfiniteTimeSpan);
            return true;
        }
        catch (ReleaseException)
        {
            // The cluster did not answer. The deadline goes on; the next round tries again until it has passed.
            return false;
        }
    }

    private TimeSpan Remaining(long since)
    {
        var left = (_queue.Options.LeaseDuration * 2 / 3) - _queue.Time.GetElapsedTime(since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
