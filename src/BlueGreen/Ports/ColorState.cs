using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Ports;

/// <summary>What was seen of one color. Nothing in it is remembered: all of it was read at one moment.</summary>
/// <param name="Color">Which color.</param>
/// <param name="Workloads">Its deployments, by name; empty when the color is not deployed.</param>
/// <param name="Evidence">What the color's own objects say about their release; null when it is not deployed.</param>
public sealed record ColorState(Color Color, ImmutableArray<WorkloadState> Workloads, ColorEvidence? Evidence)
{
    /// <summary>Gets a value indicating whether anything of this color is deployed.</summary>
    public bool IsDeployed => !Workloads.IsEmpty;

    /// <summary>
    /// Gets a value indicating whether the color is deployed with every wanted replica of every workload ready.
    /// </summary>
    public bool IsReady => IsDeployed && Workloads.All(workload => workload.IsReady);

    /// <summary>Tells whether another look at the color saw the same release, templates and sizes.</summary>
    /// <param name="now">What was seen later.</param>
    /// <returns>False when somebody deployed, scaled or removed the color in between.</returns>
    public bool IsStill(ColorState now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return Identity(this) == Identity(now)
            && Workloads.Select(Size).SequenceEqual(now.Workloads.Select(Size));
    }

    private static (string?, string?, DateTimeOffset?, string?) Identity(ColorState state) => (
        state.Evidence?.ReleaseId, state.Evidence?.Tag, state.Evidence?.DeployedAt, state.Evidence?.TemplateHash);

    private static (string, int) Size(WorkloadState workload) => (workload.Name, workload.Desired);

    /// <summary>
    /// Describes the color in one clause, for messages: <c>green: v2.0-green, 2 of 2 replicas ready</c>.
    /// </summary>
    /// <returns>The clause.</returns>
    public string Describe() => IsDeployed
        ? $"{Color.ToName()}: {Evidence?.Tag ?? "no release tag"}, {Ready} of {Desired} replicas ready"
        : $"{Color.ToName()}: not deployed";

    private int Ready => Workloads.Sum(workload => workload.Ready);

    private int Desired => Workloads.Sum(workload => workload.Desired);
}

/// <summary>One deployment of a color.</summary>
/// <param name="Name">Its name in the place where it runs.</param>
/// <param name="Role">Its name without the color: the same for its twin in the other color.</param>
/// <param name="Desired">How many replicas it should have.</param>
/// <param name="Ready">How many replicas of the current template are ready to serve.</param>
/// <param name="IsReady">Whether the rollout of the current template is complete and not zero.</param>
public sealed record WorkloadState(string Name, string Role, int Desired, int Ready, bool IsReady);

/// <summary>What a release left on the color's own objects, so that the next CI job finds it.</summary>
/// <param name="ReleaseId">The release that owns the color, or null when a person deployed it without us.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Version">Its version.</param>
/// <param name="Commit">Its commit.</param>
/// <param name="Actor">Who deployed it.</param>
/// <param name="Link">The CI run that deployed it.</param>
/// <param name="DeployedAt">When it was deployed, in UTC.</param>
/// <param name="TemplateHash">Hash over the templates that run now, computed from what was read.</param>
/// <param name="SmokeTest">The smoke test recorded for the color, or null.</param>
/// <param name="ExpandedBy">The release, id and tag, whose <c>migrate.expand</c> ran to success here, or null.</param>
public sealed record ColorEvidence(
    string? ReleaseId,
    string? Tag,
    string? Version,
    string? Commit,
    string? Actor,
    string? Link,
    DateTimeOffset? DeployedAt,
    string TemplateHash,
    SmokeTestRecord? SmokeTest,
    string? ExpandedBy);

/// <summary>A smoke test that passed, as it is kept on the color it was passed by.</summary>
/// <param name="ReleaseId">The release that passed.</param>
/// <param name="TemplateHash">The templates it passed with; another template has to pass again.</param>
/// <param name="PassedAt">When, in UTC.</param>
public sealed record SmokeTestRecord(string ReleaseId, string TemplateHash, DateTimeOffset PassedAt);
