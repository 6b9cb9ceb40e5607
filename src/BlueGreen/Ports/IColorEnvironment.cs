using BlueGreen.Releases;

namespace BlueGreen.Ports;

/// <summary>Where the two colors run.</summary>
/// <remarks>
/// Contract: <see cref="ObserveAsync"/> reads the world each time and never answers from memory; a color that cannot be
/// read throws, it is never reported as absent. No method touches the color it was not called for. Every write is
/// safe to
/// repeat. Failures that an operator can act on are <see cref="Errors.ReleaseException"/>.
/// </remarks>
public interface IColorEnvironment
{
    /// <summary>Reads what is deployed in a color.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen; not deployed is a state, not an error.</returns>
    Task<ColorState> ObserveAsync(Color color, CancellationToken cancellationToken);

    /// <summary>Says in words what <see cref="DeployAsync"/> would change, object by object, secrets masked.</summary>
    /// <param name="release">The release.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One entry an object; empty when nothing would change. Nothing was written.</returns>
    /// <exception cref="Errors.ReleaseException">The place would refuse an object.</exception>
    Task<IReadOnlyList<ObjectChange>> PreviewAsync(Release release, CancellationToken cancellationToken);

    /// <summary>Deploys the release to its color and leaves its evidence there. Does not wait.</summary>
    /// <param name="release">The release; its tag names the color.</param>
    /// <param name="seen">
    /// The color as the caller saw it before it made sure that users are elsewhere. A process that slept in between
    /// finds the
    /// color changed, and changes nothing.
    /// </param>
    /// <param name="cancellationToken">Stops between two objects.</param>
    /// <returns>A task that ends when every object was accepted.</returns>
    /// <exception cref="Errors.ReleaseException">
    /// An object was refused, or the color was changed by somebody else since <paramref name="seen"/>.
    /// </exception>
    Task DeployAsync(Release release, ColorState seen, CancellationToken cancellationToken);

    /// <summary>Waits until the color is ready, and tells early and in detail when it never will be.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="cancellationToken">Ends the waiting; the caller owns the time limit.</param>
    /// <returns>A task that ends when <see cref="ColorState.IsReady"/> was seen.</returns>
    /// <exception cref="Errors.ReleaseException">
    /// The color cannot become ready: image not found, crash loop, deadline. Pod states, events and last log lines
    /// are in it.
    /// </exception>
    Task AwaitReadyAsync(Color color, CancellationToken cancellationToken);

    /// <summary>Explains why a color is not ready, from pod states, events and last log lines, secrets
    /// masked.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>One sentence a finding; empty when nothing stands out.</returns>
    Task<IReadOnlyList<string>> DiagnoseAsync(Color color, CancellationToken cancellationToken);

    /// <summary>Brings every workload of a color to the replica count of its twin, and never below its own.</summary>
    /// <param name="color">The color to scale up.</param>
    /// <param name="like">The color whose counts are the measure.</param>
    /// <param name="cancellationToken">Stops between two workloads.</param>
    /// <returns>A task that ends when the counts were accepted; it does not wait for readiness.</returns>
    Task MatchReplicasAsync(Color color, Color like, CancellationToken cancellationToken);

    /// <summary>Runs a command inside one ready instance of a color.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="command">Program and arguments; no shell is added.</param>
    /// <param name="cancellationToken">Ends the waiting; the command may go on inside.</param>
    /// <returns>Exit code and the end of its output, secrets masked.</returns>
    Task<CommandResult> RunAsync(Color color, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>Records on the color that it passed its smoke test with exactly this template.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="record">What passed. Refused when the color's template or owner changed meanwhile.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the record is safe.</returns>
    Task RecordSmokeTestAsync(Color color, SmokeTestRecord record, CancellationToken cancellationToken);

    /// <summary>Records on the color that the expand migration of this release ran to success.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="release">The release it ran for: id and tag. Refused when another owns the color meanwhile.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <returns>A task that ends when the record is safe.</returns>
    Task RecordExpandAsync(Color color, string release, CancellationToken cancellationToken);

    /// <summary>Counts the requests that a color is answering now.</summary>
    /// <param name="color">Which color.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The count, or null when this place cannot tell.</returns>
    Task<int?> CountInFlightAsync(Color color, CancellationToken cancellationToken);

    /// <summary>Removes everything of a color, and waits until its instances are gone.</summary>
    /// <param name="seen">The color as the caller saw it before it made sure that no route names it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends when nothing of the color is left; absent already is a success.</returns>
    /// <exception cref="Errors.ReleaseException">Somebody changed the color since. Nothing was removed.</exception>
    Task RemoveAsync(ColorState seen, CancellationToken cancellationToken);
}

/// <summary>What a command inside a color printed and returned.</summary>
/// <param name="ExitCode">The exit code; 0 is success.</param>
/// <param name="Output">The last lines of stdout and stderr together, secrets masked.</param>
public sealed record CommandResult(int ExitCode, string Output);

/// <summary>One object that a plan would create or change.</summary>
/// <param name="Name">Kind and name, such as <c>Deployment/uptimer-green</c>.</param>
/// <param name="Verb">What would happen: <c>create</c>, <c>change</c> or <c>delete</c>.</param>
/// <param name="Diff">The difference as unified diff lines, secrets masked.</param>
public sealed record ObjectChange(string Name, string Verb, string Diff);
