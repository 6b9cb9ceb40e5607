using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Decides what a person may do after a target ended. Pure.</summary>
internal static class NextSteps
{
    /// <summary>Decides.</summary>
    /// <param name="target">The target that ended.</param>
    /// <param name="failed">How it failed, or null.</param>
    /// <param name="buttons">Names what to press.</param>
    /// <param name="isAlone">Whether the color that is not live is empty: there is no way back, and nothing to
    /// free.</param>
    /// <returns>The likeliest first.</returns>
    public static ImmutableArray<NextStep> Of(string target, ExitCode? failed, Buttons buttons, bool isAlone = false) =>
        failed is { } code ? [.. AfterFailure(target, code, buttons), Status(buttons)]
        : buttons.GoesOn ? []
        : [.. AfterSuccess(isAlone && target is "Activate" ? "Decommission" : target, buttons)];

    /// <summary>Says what a failure means for users, by its exit code.</summary>
    /// <param name="failed">How it failed.</param>
    /// <returns>One sentence.</returns>
    public static string Meaning(ExitCode failed) => failed switch
    {
        ExitCode.Usage => "Nothing was touched.",
        ExitCode.NotSwitched => "Users were never touched: what was live before is live.",
        ExitCode.RolledBack => "Users were moved, and are back where they were.",
        ExitCode.NeedsOperator => "Users were moved and could not be moved back for sure: a person must look now.",
        ExitCode.LeftOvers => "The work is done, but something was left behind.",
        ExitCode.NotOurTurn => "It was not this release's turn: nothing was touched.",
        ExitCode.Interrupted or ExitCode.Terminated => "It was stopped on its way; run again, it finishes the work.",
        ExitCode.Done or ExitCode.Defect => "It ended where it did not mean to.",
        _ => throw new ArgumentOutOfRangeException(nameof(failed), failed, "No meaning for this exit code."),
    };

    private static IEnumerable<NextStep> AfterFailure(string target, ExitCode code, Buttons buttons) => code switch
    {
        ExitCode.NotSwitched when target is "Decommission" => [buttons.Again(target, "once the cause is gone")],
        ExitCode.NotSwitched => [buttons.Again(target, "once the cause is gone"), NewTag("a corrected version")],
        ExitCode.RolledBack => [NewTag("a corrected version")],
        ExitCode.NeedsOperator =>
            [buttons.For("Rollback", "users go back, if there is a color to go back to; look at the status first")],
        ExitCode.LeftOvers => [buttons.Again(target, "it finishes what is left")],
        ExitCode.NotOurTurn => [buttons.Again(target, "once the other release is through")],
        ExitCode.Interrupted or ExitCode.Terminated => [buttons.Again(target, "it finishes what is left")],
        _ => [],
    };

    private static IEnumerable<NextStep> AfterSuccess(string target, Buttons buttons) => target switch
    {
        "Deploy" => [buttons.For("SmokeTest", "test it where only cookie holders reach it")],
        "SmokeTest" => [buttons.For("Activate", "move all users to the tested version")],
        "Activate" =>
        [
            buttons.For("Rollback", "when something is wrong: users go back in seconds"),
            buttons.For("Decommission", "when all is well: free the other color"),
        ],
        "Rollback" => [NewTag("a corrected version")],
        "Decommission" => [NewTag("the next version")],
        _ => [],
    };

    private static NextStep NewTag(string what) =>
        new("git tag", $"{what}: tag it for the color that is not live, and push the tag");

    private static NextStep Status(Buttons buttons) =>
        buttons.For("Status", "see what is live, what is deployed and who holds the queue");
}
