using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;
using BlueGreen.Planning;
using BlueGreen.Releases;
using BlueGreen.Running;
using BlueGreen.Steps;
using Xunit;

namespace BlueGreen.Frosting.Tests.Reports;

public sealed class RunStepsTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly AwaitReady Ready = new(Color.Blue, TimeSpan.FromSeconds(9));
    private static readonly SwitchRoute Move = new(Color.Green, Color.Blue, IsRollback: false, TimeSpan.FromSeconds(9));
    private static readonly ReleasePlan Plan = new("r-1", "Activate", "green is live", [Ready, Move]);

    [Fact]
    public void Of_FinishedRun_HasTimesAndEvidence()
    {
        var run = RunSteps.Of(Record(
            Event(Ready, StepEventKind.AlreadyDone, 1, "was ready"),
            Event(Move, StepEventKind.Started, 2, "live is green"),
            Event(Move, StepEventKind.Done, 5, "live is blue")));

        Assert.True(run.IsGood);
        Assert.Equal(
            [
                new ReportStep(Ready.Title, "Prepare", StepOutcome.AlreadyDone, Seconds(1), Seconds(0), "was ready"),
                new ReportStep(Move.Title, "Switch", StepOutcome.Done, Seconds(2), Seconds(3), "live is blue"),
            ],
            run.Steps.AsEnumerable());
    }

    [Fact]
    public void Of_FailedRun_ShowsWhatWasNotReached()
    {
        var run = RunSteps.Of(Record(
            Event(Ready, StepEventKind.Started, 1, "not ready"),
            Event(Ready, StepEventKind.Failed, 4, "crash loop")));

        Assert.False(run.IsGood);
        Assert.Equal([StepOutcome.Failed, StepOutcome.NotReached], run.Steps.Select(step => step.Outcome));
    }

    [Fact]
    public void Of_StoppedRun_NamesTheStepThatWasUnderWay()
    {
        var stopped = new StepEvent("r-1", "run", "plan", StepEventKind.Stopped, Began + Seconds(3), "stopped");
        var run = RunSteps.Of(Record(Event(Move, StepEventKind.Started, 1, "live is green"), stopped));

        Assert.Equal((Move.Title, StepOutcome.Stopped), (run.Steps[0].Title, run.Steps[0].Outcome));
        Assert.False(run.IsGood);
    }

    [Fact]
    public void Of_RefusalBeforeAnyPlan_SaysSo()
    {
        var refused = new ReleaseException(ExitCode.NotSwitched, "no", "because", "then");
        var run = RunSteps.Of(Record() with { Plan = null, Error = refused });

        Assert.Equal("refused before there was a plan", run.Summary);
        Assert.Empty(run.Steps);
        Assert.False(run.IsGood);
    }

    private static RunRecord Record(params StepEvent[] events) => new(
        "Activate", "v2.0-blue", Plan, [.. events], [], Error: null, new RunTime(Began, Began + Seconds(6), 0, 0));

    private static StepEvent Event(ReleaseStep step, StepEventKind kind, double at, string detail) =>
        new("r-1", "run", step.Key, kind, Began + Seconds(at), detail) { Title = step.Title };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
