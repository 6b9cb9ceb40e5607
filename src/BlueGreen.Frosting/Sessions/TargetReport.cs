using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Makes the report of one target out of what its run left behind. Pure.</summary>
internal static class TargetReport
{
    /// <summary>Makes it.</summary>
    /// <param name="record">The run.</param>
    /// <param name="status">What is live now, or null when it could not be read.</param>
    /// <param name="time">Turns timestamps into milliseconds.</param>
    /// <returns>The report.</returns>
    public static ReportModel Of(RunRecord record, StatusReport? status, TimeProvider time)
    {
        var run = RunSteps.Of(record);
        return new ReportModel
        {
            Title = record.Title,
            Headline = Headline(record, run, status),
            At = record.Time.EndedAt,
            IsGood = run.IsGood,
            Explanation = record.Error is null ? record.Plan?.Summary ?? string.Empty : string.Empty,
            Figures = Figures(record, run),
            Failure = record.Error is { } error
                ? new ReportFailure(error.Problem, error.Reason, error.Remedy, (int)error.ExitCode)
                : null,
            Pictures = [.. record.Switches.Select(move => ProberPicture.Of(move, status, time))],
            Table = record.Switches.IsEmpty ? null : ProberPicture.Table(record.Switches),
            Runs = [run],
            Colors = status is null ? [] : ColorCards.Of(status),
            Next = NextOf(record),
        };
    }

    private static string Headline(RunRecord record, ReportRun run, StatusReport? status)
    {
        if (record.Error is { } error)
        {
            return error.Problem;
        }

        var live = status?.World.Route.Describe();
        return run.IsGood
            ? run.Steps.IsEmpty ? $"nothing to do{(live is null ? string.Empty : $": {live}")}" : live ?? "done"
            : "stopped before its end";
    }

    private static ImmutableArray<ReportFigure> Figures(RunRecord record, ReportRun run)
    {
        var finished = run.Steps.Count(step => step.Outcome is StepOutcome.Done or StepOutcome.AlreadyDone);
        var proofs = record.Switches.Select(move => move.Proof).ToList();
        var failed = proofs.Sum(proof => proof.Failed);
        return
        [
            new($"{finished} of {run.Steps.Length}", "steps finished", !run.IsGood),
            new(Words.Seconds(run.Duration), "from beginning to end"),
            .. proofs.Count == 0
                ? (ReadOnlySpan<ReportFigure>)[]
                :
                [
                    new(Words.Count(proofs.Sum(proof => proof.Requests)), "requests of the prober"),
                    new(Words.Count(failed), "of them failed", failed > 0),
                    new(Words.Milliseconds(proofs[^1].FirstNewMs), "from the write to the new color"),
                ],
        ];
    }

    private static ImmutableArray<NextStep> NextOf(RunRecord record) => (record.Error, record.Target) switch
    {
        ({ }, _) => [new("./build.sh --target=Status", "see what is live, what is deployed and who holds the queue")],
        (_, "Deploy") => [new("./build.sh --target=SmokeTest", "test it where only cookie holders reach it")],
        (_, "SmokeTest") => [new("./build.sh --target=Activate", "move all users to the tested version")],
        (_, "Activate") =>
        [
            new("./build.sh --target=Rollback", "when something is wrong: users go back in seconds"),
            new("./build.sh --target=Decommission", "when all is well: free the other color"),
        ],
        (_, "Rollback") => [new("./build.sh --target=Deploy", "a corrected version: tag it for the idle color")],
        (_, "Decommission") => [new("./build.sh --target=Deploy", "the next version: tag it for the free color")],
        _ => [],
    };
}
