using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BlueGreen.Ports;

/// <summary>Keeps pipelines apart: first come, first served, one at a time.</summary>
/// <remarks>
/// Contract: at most one holder; tickets are served in the order in which they were accepted; a holder or waiter that
/// stops
/// renewing is passed over after <see cref="QueueOptions.LeaseDuration"/>; the generation grows with every new holder
/// and
/// never repeats. A lease that cannot be renewed in time cancels <see cref="IHeldLease.Lost"/> before anybody else
/// can hold it.
/// </remarks>
public interface IReleaseQueue
{
    /// <summary>Reads who holds the lease and who waits. Takes nothing.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen.</returns>
    Task<QueueState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>Takes a ticket, waits for its turn, and takes the lease.</summary>
    /// <param name="request">Who asks, and for what.</param>
    /// <param name="onWaiting">
    /// Told whom we wait for, each time that changes; and once a row of failures that the queue cannot be read, which
    /// costs nobody a place.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting and gives the ticket back.</param>
    /// <returns>The lease, held and renewed until disposed.</returns>
    /// <exception cref="Errors.ReleaseException">
    /// <see cref="Errors.ExitCode.NotOurTurn"/>: the limit passed. The ticket was given back, nothing was touched.
    /// </exception>
    Task<IHeldLease> TakeAsync(TicketRequest request, Func<QueueState, Task> onWaiting,
        CancellationToken cancellationToken);
}

/// <summary>The right to change a service, for as long as it is renewed.</summary>
public interface IHeldLease : IAsyncDisposable
{
    /// <summary>Gets the fencing number: larger than that of every holder before.</summary>
    long Generation { get; }

    /// <summary>Gets a token that is cancelled when the lease could not be renewed in time.</summary>
    CancellationToken Lost { get; }
}

/// <summary>Who asks for the lease.</summary>
/// <param name="ReleaseId">The release id.</param>
/// <param name="Target">The target that runs, such as <c>Deploy</c>.</param>
/// <param name="Tag">The release tag, or null where the target needs none.</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Link">The CI run, or null.</param>
public sealed record TicketRequest(string ReleaseId, string Target, string? Tag, string Actor, string? Link)
{
    /// <summary>Describes the ticket in one clause: <c>Deploy v2.0-green of release 4711 by ann</c>.</summary>
    /// <returns>The clause.</returns>
    public string Describe() => $"{Target}{(Tag is null ? string.Empty : $" {Tag}")} of release {ReleaseId} by {Actor}";
}

/// <summary>What was seen of the queue.</summary>
/// <param name="Holder">Who holds the lease, or null.</param>
/// <param name="Waiting">Who waits, first comes first.</param>
/// <param name="Generation">The generation of the last holder; 0 before the first.</param>
public sealed record QueueState(Ticket? Holder, ImmutableArray<Ticket> Waiting, long Generation)
{
    /// <summary>Gets the queue that nobody used yet.</summary>
    public static QueueState Empty { get; } = new(null, [], 0);

    /// <summary>Gets why the queue cannot be read just now, so that this is what was seen last; null while it
    /// can.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trouble { get; init; }
}

/// <summary>One place in the queue.</summary>
/// <param name="Id">Unique among all tickets, so that two jobs of one release are told apart.</param>
/// <param name="Request">Who asked, and for what.</param>
/// <param name="Since">When it was accepted, or the lease taken, in UTC.</param>
/// <param name="RenewedAt">When it was last renewed, in UTC.</param>
public sealed record Ticket(string Id, TicketRequest Request, DateTimeOffset Since, DateTimeOffset RenewedAt);

/// <summary>Limits of the queue.</summary>
public sealed record QueueOptions
{
    /// <summary>Gets how long a holder or waiter counts without renewing. At least 2 s.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long a ticket waits for its turn before it gives up with exit code 7.</summary>
    /// <value>The default value is 30 minutes.</value>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets how often a waiting ticket looks whether it is its turn, and renews itself.</summary>
    /// <value>The default value is 1 second.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);
}
