using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>How far a run came: what a run that was stopped in the middle is judged by.</summary>
/// <param name="Plan">The plan that runs now: the target's own, its clean-up, or its way back.</param>
/// <param name="Course">Which of the three it is.</param>
/// <param name="Step">The step that was begun last, or null before the first.</param>
/// <param name="Failure">What sent the run off its own plan, or null.</param>
internal sealed record RunProgress(ReleasePlan Plan, Course Course, ReleaseStep? Step, ReleaseException? Failure);

/// <summary>Where a run is heading.</summary>
internal enum Course
{
    /// <summary>The target's own plan.</summary>
    Ahead,

    /// <summary>A step before the switch failed, and what was half deployed is removed.</summary>
    CleaningUp,

    /// <summary>The switch failed, and users are moved back.</summary>
    GoingBack,
}
