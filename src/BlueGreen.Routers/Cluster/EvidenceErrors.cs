using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Cluster;

/// <summary>Words what is refused because another pipeline changed a color meanwhile.</summary>
internal static class EvidenceErrors
{
    /// <summary>The color is not what the caller decided from.</summary>
    /// <param name="seen">What the caller saw.</param>
    /// <param name="now">What is there now.</param>
    /// <returns>The exception; nothing was written.</returns>
    public static ReleaseException Taken(ColorState seen, ColorState now) => new(
        ExitCode.NotSwitched,
        $"{seen.Color.ToName()} was changed by somebody else.",
        $"A moment ago: {seen.Describe()}; now: {now.Describe()} (release {now.Evidence?.ReleaseId ?? "unknown"}).",
        "Run ./build.sh --target=Status, and the same target again if it is still wanted.");

    /// <summary>What was seen of a color is not true of it any more.</summary>
    /// <param name="what">What was to be recorded.</param>
    /// <param name="color">The color.</param>
    /// <param name="evidence">What the color says now.</param>
    /// <param name="target">The target to run again.</param>
    /// <returns>The exception; nothing was written.</returns>
    public static ReleaseException Changed(string what, Color color, ColorEvidence? evidence, string target) => new(
        ExitCode.NotSwitched,
        $"{what} cannot be recorded.",
        $"{color.ToName()} changed meanwhile: it now runs {evidence?.Tag ?? "nothing"} of release " +
            $"{evidence?.ReleaseId}.",
        $"Run {target} again in the release that owns the color.");
}
