using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Proving;

/// <summary>What must be seen through the data path before a switch counts as proven.</summary>
/// <param name="From">The color users come from, or null before the first release.</param>
/// <param name="To">The color they must reach.</param>
/// <param name="Version">The version it must tell, or null when versions cannot be seen.</param>
/// <param name="Path">The path to call.</param>
/// <param name="Consecutive">How many right answers in a row, on each kind of connection.</param>
/// <param name="Pause">The pause between two calls of one prober.</param>
public sealed record SwitchGoal(
    Color? From, Color To, string? Version, string Path, int Consecutive, TimeSpan Pause)
{
    /// <summary>Gets how many requests may fail after the write; one more, and waiting for the proof is over.</summary>
    /// <value>The default value is <see cref="int.MaxValue"/>: failures are only counted.</value>
    public int MaxFailed { get; init; } = int.MaxValue;

    /// <summary>Tells whether an answer is right: no failure, from the right color and version.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether it counts.</returns>
    public bool IsMet(ProbeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return !answer.IsFailure
            && answer.Color == To
            && (Version is null || string.Equals(answer.Version, Version, StringComparison.Ordinal));
    }
}
