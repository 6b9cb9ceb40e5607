using System.Collections.Immutable;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Planning;

/// <summary>Everything a planner decides from, as it was seen under the lease.</summary>
/// <param name="Route">The routes.</param>
/// <param name="Blue">The blue color.</param>
/// <param name="Green">The green color.</param>
/// <param name="History">The newest records, newest first.</param>
public sealed record World(RouteState Route, ColorState Blue, ColorState Green, ImmutableArray<HistoryRecord> History)
{
    /// <summary>Finds what was seen of a color.</summary>
    /// <param name="color">Which color.</param>
    /// <returns>Its state.</returns>
    public ColorState Of(Color color) => color is Color.Blue ? Blue : Green;

    /// <summary>Reads the whole world, each part from where it really is.</summary>
    /// <param name="platform">Where to look.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen.</returns>
    public static async Task<World> ObserveAsync(Platform platform, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(platform);
        var route = await platform.Route.ObserveAsync(cancellationToken);
        var blue = await platform.Colors.ObserveAsync(Color.Blue, cancellationToken);
        var green = await platform.Colors.ObserveAsync(Color.Green, cancellationToken);
        var history = await platform.Log.ReadHistoryAsync(cancellationToken);
        return new World(route, blue, green, [.. history]);
    }
}
