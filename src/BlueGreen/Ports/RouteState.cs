using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Ports;

/// <summary>What was seen of the routes, at one moment.</summary>
/// <param name="Exists">Whether there is a route at all; false before the first release.</param>
/// <param name="Live">The color users are on, or null when nothing is live yet.</param>
/// <param name="Test">The color that cookie holders reach, or null when no test route is open.</param>
/// <param name="Subsets">The colors a route may name: those whose subset (upstream, target group) exists.</param>
/// <param name="Stamp">What the last switch left on the route.</param>
/// <param name="VersionToken">Opaque; a conditional write succeeds only while the route still has it. Null: no
/// route.</param>
public sealed record RouteState(
    bool Exists,
    Color? Live,
    Color? Test,
    ImmutableArray<Color> Subsets,
    RouteStamp Stamp,
    string? VersionToken)
{
    /// <summary>Gets the state before the first release: there is no route.</summary>
    public static RouteState None { get; } = new(false, null, null, [], RouteStamp.Empty, null);

    /// <summary>
    /// Describes the route in one clause, for messages: <c>live is blue, cookie holders reach green</c>.
    /// </summary>
    /// <returns>The clause.</returns>
    public string Describe()
    {
        if (!Exists)
        {
            return "no route yet";
        }

        var live = Live is { } color ? $"live is {color.ToName()}" : "nothing is live yet";
        return Test is { } test ? $"{live}, cookie holders reach {test.ToName()}" : live;
    }
}

/// <summary>What is written on the route beside the colors.</summary>
/// <param name="Generation">The lease generation of the last writer: fences off every older one. 0 when never
/// written.</param>
/// <param name="Previous">The color that was live before the last switch, or null.</param>
/// <param name="SwitchedAt">When the last switch was, in UTC, or null.</param>
/// <param name="SwitchedBy">The release id of the last switch, or null.</param>
/// <param name="WasRollback">Whether the last switch was a rollback.</param>
public sealed record RouteStamp(
    long Generation, Color? Previous, DateTimeOffset? SwitchedAt, string? SwitchedBy, bool WasRollback)
{
    /// <summary>Gets the stamp of a route that we never wrote.</summary>
    public static RouteStamp Empty { get; } = new(0, null, null, null, false);

    /// <summary>Gets what tells this switch from every other: its time; empty before the first.</summary>
    public string SwitchKey => SwitchedAt is { } at ? $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}" : string.Empty;
}
