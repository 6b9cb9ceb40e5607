using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Finds tickets that were not renewed for a whole lease duration, by our own clock alone.</summary>
/// <remarks>
/// The times on the tickets were written by other machines, whose clocks may be wrong. What counts is how long *we*
/// have seen the same renewal stand there unchanged; a newcomer therefore waits a full duration before it takes
/// anything over.
/// </remarks>
internal sealed class SilenceWatch(TimeSpan leaseDuration, TimeProvider time)
{
    private readonly Dictionary<string, (DateTimeOffset RenewedAt, long SeenAt)> _seen = new(StringComparer.Ordinal);

    /// <summary>Tells whether a ticket was silent for too long.</summary>
    /// <param name="ticket">The ticket as read now.</param>
    /// <returns>Whether it counts as dead.</returns>
    public bool IsDead(Ticket ticket)
    {
        if (!_seen.TryGetValue(ticket.Id, out var seen) || seen.RenewedAt != ticket.RenewedAt)
        {
            _seen[ticket.Id] = (ticket.RenewedAt, time.GetTimestamp());
            return false;
        }

        return time.GetElapsedTime(seen.SeenAt) >= leaseDuration;
    }
}
