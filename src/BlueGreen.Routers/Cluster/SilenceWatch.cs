using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Finds tickets that were not renewed for a whole lease duration, by our own clock alone.</summary>
/// <remarks>
/// The times on the tickets were written by other machines, whose clocks may be wrong. What counts is how long *we*
/// have seen
/// the same renewal stand there unchanged; a newcomer therefore waits a full duration before it takes anything over.
/// </remarks>
internal sealed class SilenceWatch(TimeSpan leaseDuration, TimeProvider time)
{
    private readonly Dictionary<string, Sight> _seen = new(StringComparer.Ordinal);
    private TimeSpan _skipped;

    /// <summary>Does not count a time in which nothing could be read: nobody was seen to be silent then.</summary>
    /// <param name="unseen">How long that was.</param>
    public void Skip(TimeSpan unseen) => _skipped += unseen;

    /// <summary>Tells whether a ticket was silent for too long.</summary>
    /// <param name="ticket">The ticket as read now.</param>
    /// <returns>Whether it counts as dead.</returns>
    public bool IsDead(Ticket ticket)
    {
        if (!_seen.TryGetValue(ticket.Id, out var seen) || seen.RenewedAt != ticket.RenewedAt)
        {
            _seen[ticket.Id] = new Sight(ticket.RenewedAt, time.GetTimestamp(), _skipped);
            return false;
        }

        return time.GetElapsedTime(seen.SeenAt) - (_skipped - seen.SkippedBefore) >= leaseDuration;
    }

    private sealed record Sight(DateTimeOffset RenewedAt, long SeenAt, TimeSpan SkippedBefore);
}
