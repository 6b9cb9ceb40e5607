using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using BlueGreen.Frosting.Reports;
using BlueGreen.Running;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Frosting.Tests.Output;

public sealed class ConsoleTests
{
    [Fact]
    public void ErrorText_Failure_SaysWhatWhyAndNext() => Assert.Equal(
        "FAILED (4): It broke.\n  why:  first\n        second\n  next: Run it again.",
        ErrorText.Of(new ReleaseException(ExitCode.RolledBack, "It broke.", "first\nsecond", "Run it again.")));

    [Fact]
    public void Table_Plain_HasColumnsThatLineUp() => Assert.Equal(
        "  switch         failed\n  green to blue      12\n  sum                 3",
        ConsoleTable.Plain(new ReportTable(["switch", "failed"], [["green to blue", "12"], ["sum", "3"]], "note")));

    [Fact]
    public async Task Observer_Steps_AreOneLineEachWithTheirTime()
    {
        var (lines, clock) = (new List<string>(), new FakeClock());
        var observer = new ConsoleObserver(lines.Add, CiLog.None, clock);

        await observer.OnAsync(Event(StepEventKind.Planned, "the plan"), default);
        await observer.OnAsync(Event(StepEventKind.AlreadyDone, "was there"), default);
        await observer.OnAsync(Event(StepEventKind.Started, "not there"), default);
        clock.Advance(TimeSpan.FromSeconds(1.5));
        await observer.OnAsync(Event(StepEventKind.Done, "is there"), default);
        await observer.OnAsync(Event(StepEventKind.Failed, "no"), default);
        await observer.OnAsync(Event(StepEventKind.Planned, "the way back"), default);

        Assert.Equal(
            [
                "  ok     Do it: was there",
                "  ...    Do it",
                "  done   Do it (1.5 s): is there",
                "  FAILED Do it (1.5 s)",
                "  the way back",
            ],
            lines);
    }

    private static StepEvent Event(StepEventKind kind, string detail) =>
        new("r-1", "run", "do-it", kind, default, detail) { Title = "Do it" };
}
