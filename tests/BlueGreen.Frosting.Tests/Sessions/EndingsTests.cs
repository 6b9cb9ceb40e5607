using BlueGreen.Ci;
using BlueGreen.Errors;
using BlueGreen.Frosting.Reports;
using BlueGreen.Frosting.Sessions;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Frosting.Tests.Sessions;

/// <summary>However a target ends, its report must not say that it went well when it did not.</summary>
public sealed class EndingsTests : IDisposable
{
    private readonly RunOutcome _outcome = new();
    private ReleaseException? _told;

    [Fact]
    public async Task TellAsync_Good_TellsNothing()
    {
        await Endings.TellAsync(() => Task.CompletedTask, _outcome, Tell);

        Assert.Null(_told);
    }

    [Fact]
    public async Task TellAsync_Refused_TellsTheRefusal()
    {
        var refused = new ReleaseException(ExitCode.NotSwitched, "p", "r", "n");

        await Assert.ThrowsAsync<ReleaseException>(
            () => Endings.TellAsync(() => throw refused, _outcome, Tell));

        Assert.Same(refused, _told);
    }

    [Theory]
    [InlineData(ExitCode.Interrupted)]
    [InlineData(ExitCode.Terminated)]
    public async Task TellAsync_StoppedWhileItWaited_TellsWhatStoppedIt(ExitCode code)
    {
        _outcome.Stop(code);

        await Assert.ThrowsAsync<TaskCanceledException>(
            () => Endings.TellAsync(() => Task.FromCanceled(_outcome.Stopping), _outcome, Tell));

        Assert.Equal(code, _told?.ExitCode);
    }

    [Fact]
    public async Task TellAsync_Defect_IsNotTakenForAGoodEnd()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Endings.TellAsync(() => throw new InvalidOperationException("who knew"), _outcome, Tell));

        Assert.Equal(ExitCode.Defect, _told?.ExitCode);
    }

    [Fact]
    public async Task Report_OfARunThatWasStoppedBeforeItsPlan_IsNoGoodNews()
    {
        var recorder = new RunRecorder("Activate", "v2.0-green", new FakeClock());
        _outcome.Stop(ExitCode.Terminated);
        await Assert.ThrowsAsync<TaskCanceledException>(
            () => Endings.TellAsync(() => Task.FromCanceled(_outcome.Stopping), _outcome, recorder.Failed));

        var buttons = new Buttons(CiSystem.GitHubActions, "7", "v2.0-green");
        var report = TargetReport.Of(recorder.Close(), status: null, buttons, new FakeClock());

        Assert.False(report.IsGood);
        Assert.Equal("Stopped by a signal.", report.Headline);
        Assert.Equal("Re-run failed jobs", report.Next[0].Command);
    }

    public void Dispose() => _outcome.Dispose();

    private void Tell(ReleaseException error) => _told = error;
}
