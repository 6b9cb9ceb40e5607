using BlueGreen.Planning;

namespace BlueGreen.Frosting.Demo;

/// <summary>One target of the demo, and what to tell somebody who sees it for the first time.</summary>
/// <param name="Planner">What runs.</param>
/// <param name="Tag">The release tag.</param>
/// <param name="ReleaseId">The pipeline it would run in.</param>
/// <param name="Meaning">What it does, in words of daily life.</param>
/// <param name="Then">What is true for users afterwards.</param>
internal sealed record DemoStage(ITargetPlanner Planner, string Tag, string ReleaseId, string Meaning, string Then)
{
    /// <summary>Gets what this switch is called in the table; null when the stage switches nothing.</summary>
    public string? SwitchName { get; init; }

    /// <summary>Gets what the target is about, when that is not the tag.</summary>
    public string? About { get; init; }

    /// <summary>Gets the target and what it is about.</summary>
    public string Title => $"{Planner.Target} {About ?? Tag}";
}
