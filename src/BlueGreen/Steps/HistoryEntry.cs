using BlueGreen.Releases;

namespace BlueGreen.Steps;

/// <summary>What a plan wants the history to say, before the figures are known.</summary>
/// <param name="Target">The target that runs.</param>
/// <param name="Tag">The release tag it is about, or null.</param>
/// <param name="From">The color live before, or null.</param>
/// <param name="To">The color live after, or null.</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Outcome">One word; see <see cref="Ports.HistoryRecord"/>.</param>
/// <param name="Subject">
/// What the record is about; null when it is the last switch, whose time is known only when it has happened.
/// </param>
public sealed record HistoryEntry(
    string Target, string? Tag, Color? From, Color? To, string Actor, string Outcome, string? Subject);
