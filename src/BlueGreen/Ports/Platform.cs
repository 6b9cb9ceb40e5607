namespace BlueGreen.Ports;

/// <summary>One place where the two colors can live: a set of ports that belong together.</summary>
/// <param name="Colors">Where the colors run.</param>
/// <param name="Route">What users reach.</param>
/// <param name="Queue">What keeps pipelines apart.</param>
/// <param name="Log">Journal and history.</param>
/// <param name="Probe">The way through the data path, or null when the user said <c>verify: none</c>.</param>
public sealed record Platform(
    IColorEnvironment Colors, IRoute Route, IReleaseQueue Queue, IReleaseLog Log, IProbe? Probe);
