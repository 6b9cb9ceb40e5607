using System.Collections.Immutable;
using BlueGreen.Frosting.Reports;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Makes the report of one target out of what its run left behind. Pure.</summary>
internal static class TargetReport
{
    /// <summary>Makes it.</summary>
    /// <param name="record">The run.</param>
    /// <param name="status">What is live now, or null when it could not be read.</param>
    /// <param name="buttons">Names what to press next.</param>
    /// <param name="time">Turns timestamps into milliseconds.</param>
    /// <returns>The report.</returns>
    public static ReportModel Of(RunRecord record, StatusReport? status, Buttons buttons, TimeProvider time)
    {
        var run = RunSteps.Of(record);
        return new ReportModel
        {
            Title = record.Title,
            Headline = Headline(record, run, status),
            At = record.Time.EndedAt,
            IsGood = run.IsGood,
            Explanation = record.Error is { } failed
                ? NextSteps.Meaning(failed.ExitCode)
                : record.Plan?.Summary ?? string.Empty,
            Figures = Figures(record, run),
            Failure = record.Error is { } error
                ? new ReportFailure(error.Problem, error.Reason, error.Remedy, (int)error.ExitCode)
                : null,
            Pictures = [.. record.Switches.Select(move => ProberPicture.Of(move, status, time))],
            Table = record.Switches.IsEmpty ? null : ProberPicture.Table(record.Switches),
            Runs = [run],
            Colors = status is null ? ColorCards.Unknown : ColorCards.Of(status),
            Next = NextSteps.Of(Reached(record, status), record.Error?.ExitCode, buttons, IsAlone(status)),
        };
    }

    /// <summary>
    /// Where a release is that was deployed or tried again after it went live: nobody must activate it. Its id alone
    /// does not tell: two tags on one commit share it, where no CI system gives one.
    /// </summary>
    private static string Reached(RunRecord record, StatusReport? status) =>
        record is { Error: null, Target: "Deploy" or "SmokeTest", Plan.ReleaseId: var id }
        && status?.World is { Route.Live: { } live } world
        && world.Of(live).Evidence is { } evidence
        && string.Equals(evidence.ReleaseId, id, StringComparison.Ordinal)
        && (record.About is { } tag
            ? string.Equals(evidence.Tag, tag, StringComparison.Ordinal)
            : !string.Equals(world.Of(live.Other()).Evidence?.ReleaseId, id, StringComparison.Ordinal))
            ? "Activate"
            : record.Target;

    private static bool IsAlone(StatusReport? status) =>
        status?.World is { } world && !(world.Blue.IsDeployed && world.Green.IsDeployed);

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
            .. run.Steps.IsEmpty
                ? (ReadOnlySpan<ReportFigure>)[]
                : [new($"{finished} of {run.Steps.Length}", "steps finished", !run.IsGood)],
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
}
