using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Words what each color is now. Pure.</summary>
internal static class ColorCards
{
    /// <summary>Gets what stands where nothing could be read: saying nothing would be taken for an
    /// answer.</summary>
    public static ImmutableArray<ReportColor> Unknown { get; } =
        [new("not known", "unread", "what is live could not be read; run ./build.sh --target=Status")];

    /// <summary>Words both colors.</summary>
    /// <param name="status">What was read.</param>
    /// <returns>The live color first.</returns>
    public static ImmutableArray<ReportColor> Of(StatusReport status)
    {
        var route = status.World.Route;
        return
        [
            .. new[] { status.World.Blue, status.World.Green }
                .OrderBy(state => state.Color == route.Live ? 0 : 1)
                .Select(state => new ReportColor(
                    state.Color.ToName(),
                    state.Color == route.Live ? "live" : state.Color == route.Test ? "test" : "idle",
                    Describe(state))),
        ];
    }

    /// <summary>Names each color with the version that it serves, for the legend of a picture.</summary>
    /// <param name="status">What was read, or null.</param>
    /// <returns>The names.</returns>
    public static ImmutableSortedDictionary<Color, string> Names(StatusReport? status) =>
        new[] { status?.World.Blue, status?.World.Green }.OfType<ColorState>().ToImmutableSortedDictionary(
            state => state.Color,
            state => state.Evidence?.Version is { } version
                ? $"{state.Color.ToName()}: {version}"
                : state.Color.ToName());

    private static string Describe(ColorState state) => !state.IsDeployed
        ? "not deployed"
        : $"{state.Evidence?.Tag ?? "no release tag"} of release {state.Evidence?.ReleaseId ?? "unknown"}, "
            + $"{state.Workloads.Sum(w => w.Ready)} of {state.Workloads.Sum(w => w.Desired)} replicas ready";
}
