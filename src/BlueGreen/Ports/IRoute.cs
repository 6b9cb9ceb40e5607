using BlueGreen.Releases;

namespace BlueGreen.Ports;

/// <summary>What users reach.</summary>
/// <remarks>
/// Contract: (1) <see cref="ObserveAsync"/> tells "no route" only when the place itself said so; anything unreadable
/// throws.
/// (2) <see cref="SwitchAsync"/> is one write, conditional on the version token of the state it was given and on the
/// generation
/// of the lease; it happens whole or not at all. (3) No write ever lets a route name a color whose subset does not
/// exist:
/// a subset is added before, and removed after, the route that names it. (4) Every write refuses a generation older
/// than the
/// one on the route. (5) Requests in flight at a switch finish where they are.
/// </remarks>
public interface IRoute
{
    /// <summary>Reads the routes.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen; <see cref="RouteState.None"/> when there is no route.</returns>
    /// <exception cref="Errors.ReleaseException">The route cannot be read, or names something that is no
    /// color.</exception>
    Task<RouteState> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>Says in words what a change would write, object by object.</summary>
    /// <param name="write">Which of the writes below.</param>
    /// <param name="change">The change, with the state it was planned from.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One entry an object; empty when nothing would change. Nothing was written.</returns>
    /// <exception cref="Errors.ReleaseException">
    /// The place would refuse the write, because somebody else owns what it changes, or because it is not valid.
    /// </exception>
    Task<IReadOnlyList<ObjectChange>> PreviewAsync(
        RouteWrite write, RouteChange change, CancellationToken cancellationToken);

    /// <summary>Stamps the generation of a new lease on the route, so that no older holder can write any
    /// more.</summary>
    /// <param name="generation">The generation of the lease held now.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the stamp is there; without a route there is nothing to stamp.</returns>
    Task FenceAsync(long generation, CancellationToken cancellationToken);

    /// <summary>Opens the test route: cookie holders reach the target, everybody else what they reached
    /// before.</summary>
    /// <param name="change">The target color, the state it was planned from and the lease's generation.</param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    /// <returns>A task that ends when the writes were accepted.</returns>
    Task OpenTestRouteAsync(RouteChange change, CancellationToken cancellationToken);

    /// <summary>Moves all users to a color, in one conditional write, and closes the test route with it.</summary>
    /// <param name="change">The color to move to, the state it was planned from and the lease's generation.</param>
    /// <param name="cancellationToken">Stops before the write, never in it.</param>
    /// <returns>A task that ends when the write was accepted.</returns>
    /// <exception cref="RouteChangedException">The route is not what the change was planned from. Nothing was
    /// written.</exception>
    Task SwitchAsync(RouteChange change, CancellationToken cancellationToken);

    /// <summary>Closes the test route to a color; cookie holders reach what everybody reaches.</summary>
    /// <param name="change">The color under test, the state it was planned from and the lease's generation.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <returns>A task that ends when no route but the live one is left.</returns>
    Task CloseTestRouteAsync(RouteChange change, CancellationToken cancellationToken);

    /// <summary>Takes the subset of a color away that no route names any more and that is drained.</summary>
    /// <param name="change">The idle color, the state it was planned from and the lease's generation.</param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    /// <returns>A task that ends when no subset names the color.</returns>
    /// <exception cref="Errors.ReleaseException">A route still names the color. Nothing was written.</exception>
    Task RetireAsync(RouteChange change, CancellationToken cancellationToken);
}

/// <summary>The writes that a route knows.</summary>
public enum RouteWrite
{
    /// <summary><see cref="IRoute.OpenTestRouteAsync"/>.</summary>
    OpenTest,

    /// <summary><see cref="IRoute.SwitchAsync"/>.</summary>
    Switch,

    /// <summary><see cref="IRoute.CloseTestRouteAsync"/>.</summary>
    CloseTest,

    /// <summary><see cref="IRoute.RetireAsync"/>.</summary>
    Retire,
}

/// <summary>One intended change of the routes.</summary>
/// <param name="Color">The color it is about: to test, to switch to, or to retire.</param>
/// <param name="Planned">The state it was decided from; the write is conditional on it.</param>
/// <param name="Generation">The generation of the lease held.</param>
/// <param name="By">The release id that asks for it.</param>
/// <param name="IsRollback">Whether a switch goes back: a rollback cannot be rolled back.</param>
public sealed record RouteChange(Color Color, RouteState Planned, long Generation, string By, bool IsRollback = false);
