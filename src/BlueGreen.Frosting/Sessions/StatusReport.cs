using BlueGreen.Planning;
using BlueGreen.Ports;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Everything <c>Status</c> tells, read at one moment.</summary>
/// <param name="App">The app.</param>
/// <param name="World">Route, colors, history.</param>
/// <param name="Queue">Holder and waiting.</param>
/// <param name="EntryPoint">Where users come in, or null.</param>
internal sealed record StatusReport(string App, World World, QueueState Queue, Uri? EntryPoint)
{
    /// <summary>Reads it.</summary>
    /// <param name="app">The app.</param>
    /// <param name="session">Where to look.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The report.</returns>
    public static async Task<StatusReport> ReadAsync(
        string app, ReleaseSession session, CancellationToken cancellationToken) => new(
        app,
        await World.ObserveAsync(session.Platform, cancellationToken),
        await session.Platform.Queue.ObserveAsync(cancellationToken),
        session.EntryPoint);
}
