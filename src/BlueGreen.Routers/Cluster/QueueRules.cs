using System.Collections.Immutable;
using BlueGreen.Ports;

namespace BlueGreen.Routers.Cluster;

/// <summary>Decides whose turn it is. Pure: state + who looks dead → next state.</summary>
internal static class QueueRules
{
    /// <summary>Takes a place, or renews it, and takes the lease when it is our turn.</summary>
    /// <param name="state">The queue as read.</param>
    /// <param name="me">Our ticket, renewed now.</param>
    /// <param name="isDead">Tells of a ticket that it was not renewed for a whole lease duration.</param>
    /// <returns>The next state; we hold the lease in it exactly when its holder is our ticket.</returns>
    public static QueueState Advance(QueueState state, Ticket me, Func<Ticket, bool> isDead)
    {
        if (Renew(state, me) is { } held)
        {
            return held;
        }

        var alive = state.Waiting.Where(ticket => !isDead(ticket) || IsMe(ticket, me)).ToImmutableArray();
        var mine = alive.FirstOrDefault(ticket => IsMe(ticket, me));
        var renewed = mine is null ? me : mine with { RenewedAt = me.RenewedAt };
        var waiting = mine is null ? alive.Add(renewed) : alive.Replace(mine, renewed);

        var holder = state.Holder is { } other && isDead(other) ? null : state.Holder;
        return holder is null && IsMe(waiting[0], me)
            ? new QueueState(renewed with { Since = me.RenewedAt }, waiting.RemoveAt(0), state.Generation + 1)
            : new QueueState(holder, waiting, state.Generation);
    }

    /// <summary>Renews the lease that we hold.</summary>
    /// <param name="state">The queue as read.</param>
    /// <param name="me">Our ticket, renewed now.</param>
    /// <returns>The next state, or null when we do not hold it any more.</returns>
    public static QueueState? Renew(QueueState state, Ticket me) =>
        state.Holder is { } holder && IsMe(holder, me)
            ? state with { Holder = holder with { RenewedAt = me.RenewedAt } }
            : null;

    /// <summary>Gives our place and the lease back.</summary>
    /// <param name="state">The queue as read.</param>
    /// <param name="me">Our ticket.</param>
    /// <returns>The next state; the same when we were not in it.</returns>
    public static QueueState Leave(QueueState state, Ticket me) => state with
    {
        Holder = state.Holder is { } holder && IsMe(holder, me) ? null : state.Holder,
        Waiting = state.Waiting.RemoveAll(ticket => IsMe(ticket, me)),
    };

    private static bool IsMe(Ticket ticket, Ticket me) => string.Equals(ticket.Id, me.Id, StringComparison.Ordinal);
}
