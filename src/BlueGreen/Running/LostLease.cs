using BlueGreen.Errors;
using BlueGreen.Releases;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>Says what a run comes to that lost its lease: from then on it may write nothing, not even to go
/// back.</summary>
/// <remarks>
/// How far the switch came is read from the world: a write may have been made although its answer never came.
/// </remarks>
/// <param name="look">Looks at single steps.</param>
internal sealed class LostLease(StepLook look)
{
    private const string RunAgain = "Check the connection to the cluster, then run {0} again: it finishes what is " +
        "left, or refuses.";

    private const string LookNow = "A person must look now: run ./build.sh --target=Status to see what is live, then " +
        "run {0} again: it finishes the proof, or refuses.";

    /// <summary>Judges a run that stopped before it had a plan.</summary>
    /// <param name="target">The target.</param>
    /// <param name="cause">What stopped it.</param>
    /// <returns>What the process ends with.</returns>
    public static ReleaseException BeforeThePlan(string target, Exception cause) =>
        Failures.LostLease(ExitCode.NotSwitched, target, "Nothing was touched.", RunAgain, cause);

    /// <summary>Judges a run that stopped in the middle.</summary>
    /// <param name="progress">How far it came.</param>
    /// <param name="cause">What stopped it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What the process ends with.</returns>
    public async Task<ReleaseException> JudgeAsync(
        RunProgress progress, Exception cause, CancellationToken cancellationToken)
    {
        var (code, outcome) = progress.Course is Course.CleaningUp
            ? (ExitCode.NotSwitched, "Users were never touched, but what was deployed may still be there.")
            : await JudgeStepAsync(progress, cause, cancellationToken);
        var before = progress.Failure is { } failure ? $"{failure.Problem} {failure.Reason} " : string.Empty;
        var remedy = code is ExitCode.NeedsOperator ? LookNow : RunAgain;
        return Failures.LostLease(code, progress.Plan.Target, before + outcome, remedy, cause);
    }

    private async Task<(ExitCode Code, string Outcome)> JudgeStepAsync(
        RunProgress progress, Exception cause, CancellationToken cancellationToken) => progress.Step switch
        {
            null or { Phase: StepPhase.Prepare } => (ExitCode.NotSwitched, "Users were never touched."),
            { Phase: StepPhase.Switch } step => await JudgeSwitchAsync(progress, step, cause, cancellationToken),
            { } step => Finished(progress, $"What is left: '{step.Title}' and what follows it"),
        };

    private async Task<(ExitCode Code, string Outcome)> JudgeSwitchAsync(
        RunProgress progress, ReleaseStep reached, Exception cause, CancellationToken cancellationToken)
    {
        var outcome = string.Empty;
        foreach (var step in progress.Plan.Steps.Where(step => step.Phase is StepPhase.Switch))
        {
            var (seen, unreadable) = await look.AtAsync(step, cause, cancellationToken);
            if (unreadable is not null)
            {
                return (ExitCode.NeedsOperator,
                    $"Whether '{step.Title}' took cannot be read: {unreadable.Problem} {unreadable.Reason}");
            }

            // Nothing was written, or it did not take. On the way back that leaves users where they must not stay.
            if (!seen.IsDone && step is SwitchRoute && step == reached && progress.Course is Course.Ahead)
            {
                return (ExitCode.NotSwitched, $"Users were not moved by this run: {seen.Seen}.");
            }

            if (!seen.IsDone)
            {
                return (ExitCode.NeedsOperator, $"{outcome}'{step.Title}' is not done, and this run may not go back " +
                    $"without the lease: {seen.Seen}.");
            }

            outcome = step is SwitchRoute ? $"Seen: {seen.Seen}. " : outcome;
        }

        return Finished(progress, $"{outcome}What is left is to write it down");
    }

    private static (ExitCode Code, string Outcome) Finished(RunProgress progress, string left) =>
        progress.Course is Course.GoingBack
            ? (ExitCode.RolledBack, $"The switch was taken back, {progress.Plan.Summary}. {left}.")
            : (ExitCode.LeftOvers, $"{Done(progress)} {left}.");

    private static string Done(RunProgress progress) =>
        progress.Plan.Steps.OfType<SwitchRoute>().FirstOrDefault() is { } made
            ? $"The release is live: users are on {made.To.ToName()}."
            : $"{progress.Plan.Target} had done its main work.";
}
