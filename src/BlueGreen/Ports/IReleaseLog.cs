using BlueGreen.Releases;
using BlueGreen.Running;

namespace BlueGreen.Ports;

/// <summary>
/// The journal and history of releases, kept beside the thing released, so that the next CI job finds it.
/// </summary>
/// <remarks>
/// Contract: an event or record that was accepted is found by every later reader; the newest 50 records and the
/// events of the newest releases are kept. No secret is ever handed to it. A log that cannot be written throws: the
/// release stops.
/// </remarks>
public interface IReleaseLog
{
    /// <summary>Appends one event.</summary>
    /// <param name="stepEvent">The event.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the event is safe.</returns>
    Task AppendAsync(StepEvent stepEvent, CancellationToken cancellationToken);

    /// <summary>Reads the events of one release, oldest first.</summary>
    /// <param name="releaseId">The release.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events; empty when there are none.</returns>
    Task<IReadOnlyList<StepEvent>> ReadAsync(string releaseId, CancellationToken cancellationToken);

    /// <summary>Adds a finished target to the history.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the record is safe.</returns>
    Task RecordAsync(HistoryRecord record, CancellationToken cancellationToken);

    /// <summary>Reads the history, newest first.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>At most 50 records.</returns>
    Task<IReadOnlyList<HistoryRecord>> ReadHistoryAsync(CancellationToken cancellationToken);
}

/// <summary>One line of history: a target that changed something, and what was measured.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Target">The target that ran, such as <c>Activate</c>.</param>
/// <param name="Tag">The release tag of the color it was about, or null.</param>
/// <param name="From">The color live before, or null.</param>
/// <param name="To">The color live after, or null.</param>
/// <param name="At">When it finished, in UTC.</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Outcome">One word: <c>deployed</c>, <c>tested</c>, <c>switched</c>, <c>rolled-back</c>,
/// <c>decommissioned</c>,
/// <c>contracted</c> or <c>failed</c>.</param>
/// <param name="Subject">Tells this record from every other of the target: the switch's time, the template's
/// hash.</param>
/// <param name="Proof">What was measured of a switch, or null.</param>
public sealed record HistoryRecord(
    string ReleaseId,
    string Target,
    string? Tag,
    Color? From,
    Color? To,
    DateTimeOffset At,
    string Actor,
    string Outcome,
    string Subject,
    SwitchProof? Proof);

/// <summary>What was measured of one switch through the data path.</summary>
/// <param name="Requests">Requests sent from before the write until proven.</param>
/// <param name="Failed">How many of them failed: no answer, or a status of 500 and above.</param>
/// <param name="FirstNewMs">Milliseconds from the write to the first answer of the new color; null when none
/// came.</param>
/// <param name="LastOldMs">Milliseconds from the write to the last answer of the old color; null when none
/// came.</param>
/// <param name="Proven">Whether enough answers in a row came from the right color and version.</param>
public sealed record SwitchProof(int Requests, int Failed, double? FirstNewMs, double? LastOldMs, bool Proven)
{
    /// <summary>
    /// Gets the result of a switch that nobody could look at, because the user said <c>verify: none</c>.
    /// </summary>
    public static SwitchProof Unproven { get; } = new(0, 0, null, null, false);
}
