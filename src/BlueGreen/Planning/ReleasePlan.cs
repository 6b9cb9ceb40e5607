using System.Collections.Immutable;
using BlueGreen.Steps;

namespace BlueGreen.Planning;

/// <summary>Everything one target will do, decided before it touches anything.</summary>
/// <remarks>
/// The plan is the only description of a release. The plan table, the dry run, the progress lines, the journal and
/// the resume after a crash all read it; none of them keeps a list of its own.
/// </remarks>
/// <param name="ReleaseId">Stable identity of the release; a resumed run reuses it.</param>
/// <param name="Target">The target that runs, such as <c>Deploy</c>.</param>
/// <param name="Summary">What was seen and what was decided from it, in one sentence.</param>
/// <param name="Steps">The steps, in the order in which they run; empty when there is nothing to do.</param>
public sealed record ReleasePlan(string ReleaseId, string Target, string Summary, ImmutableArray<ReleaseStep> Steps)
{
    /// <summary>
    /// Gets the plan that runs when a step of the Switch phase fails after the switch; null when there is no way
    /// back.
    /// </summary>
    public ReleasePlan? WayBack { get; init; }

    /// <summary>
    /// Gets the plan that removes a target that failed to deploy; null when nothing is to be removed.
    /// </summary>
    public ReleasePlan? CleanUp { get; init; }
}
