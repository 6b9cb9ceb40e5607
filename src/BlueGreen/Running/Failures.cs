using System.Globalization;
using BlueGreen.Errors;
using BlueGreen.Planning;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>Words what a failed step means for the users, by the phase it failed in.</summary>
internal static class Failures
{
    private const string LookAtStatus = "Run ./build.sh --target=Status to see what is live";

    /// <summary>A step was applied without an error, but the world does not show it.</summary>
    public static ReleaseException NotTaken(ReleaseStep step, Observation after) => new(
        CodeOf(step),
        problem: $"Step '{step.Title}' was applied but did not take.",
        reason: $"Afterwards: {after.Seen}.",
        remedy: $"{LookAtStatus}, then run the same target again.");

    /// <summary>A step used up its time.</summary>
    public static ReleaseException TimedOut(ReleaseStep step, string seen, Exception cause) => new(
        CodeOf(step),
        problem: $"Step '{step.Title}' did not finish.",
        reason: string.Create(
            CultureInfo.InvariantCulture,
            $"It may take {step.Timeout.TotalSeconds:0.#} s, and that time passed; seen last: {seen}."),
        remedy: "Raise the limit under 'timeouts' in bluegreen.yml if the step is only slow, then run the same " +
            "target again.",
        cause);

    /// <summary>A failure before the switch.</summary>
    public static ReleaseException BeforeSwitch(ReleasePlan plan, ReleaseException error, string consequence) => new(
        error.ExitCode is ExitCode.RolledBack or ExitCode.NeedsOperator ? ExitCode.NotSwitched : error.ExitCode,
        $"{plan.Target} failed: {error.Problem}",
        $"{error.Reason} {consequence}",
        error.Remedy,
        error);

    /// <summary>A failure after the release was live and proven.</summary>
    public static ReleaseException LeftOver(ReleasePlan plan, ReleaseStep step, ReleaseException error) => new(
        ExitCode.LeftOvers,
        $"{plan.Target} did its work, but '{step.Title}' failed: {error.Problem}",
        error.Reason,
        $"{error.Remedy} Then run {plan.Target} again: it finishes what is left.",
        error);

    /// <summary>The switch was taken back.</summary>
    public static ReleaseException WentBack(ReleaseException error, ReleasePlan wayBack, string after = "") => new(
        ExitCode.RolledBack,
        $"The switch was taken back, {wayBack.Summary}: {error.Problem}",
        error.Reason + after,
        "The release is still deployed behind the test route's color: look into it, then Deploy, SmokeTest and " +
            "Activate again.",
        error);

    /// <summary>The switch failed, and whether it took cannot be read.</summary>
    public static ReleaseException Unknown(ReleasePlan plan, ReleaseException error, ReleaseException unreadable)
        => new(
        ExitCode.NeedsOperator,
        $"{plan.Target} failed, and which color is live cannot be read: {error.Problem}",
        $"{error.Reason} Then: {unreadable.Problem} {unreadable.Reason}",
        $"A person must look now. {LookAtStatus}, then run {plan.Target} again.",
        error);

    /// <summary>The switch could not be proven, and there is nowhere to go back to.</summary>
    public static ReleaseException NoWayBack(ReleaseStep step, ReleaseException error, string seen) => new(
        ExitCode.NeedsOperator,
        $"'{step.Title}' failed after the switch, and there is no color to go back to: {error.Problem}",
        $"{error.Reason} Now: {seen}.",
        $"A person must look now. {LookAtStatus}; run the same target again to finish the proof.",
        error);

    /// <summary>The switch could not be proven, and going back failed.</summary>
    public static ReleaseException WayBackFailed(ReleaseException error, ReleaseException second, string now) => new(
        ExitCode.NeedsOperator,
        $"The switch failed ({error.Problem}) and going back failed too: {second.Problem}",
        $"{second.Reason} Now: {now}",
        $"A person must look now. {LookAtStatus}; then {second.Remedy}",
        error);

    /// <summary>The right to change anything was lost on the way.</summary>
    public static ReleaseException LostLease(
        ExitCode code, string target, string outcome, string remedy, Exception cause) => new(
        code,
        $"{target} stopped: it lost the lease.",
        $"The lease could not be renewed in time, so another pipeline may hold it now. {outcome}",
        string.Format(CultureInfo.InvariantCulture, remedy, target),
        cause);

    private static ExitCode CodeOf(ReleaseStep step) => step.Phase switch
    {
        StepPhase.Prepare => ExitCode.NotSwitched,
        StepPhase.Switch => ExitCode.NeedsOperator,
        StepPhase.Settle => ExitCode.LeftOvers,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Phase, "No exit code for this phase."),
    };
}
