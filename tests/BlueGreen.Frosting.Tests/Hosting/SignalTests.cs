using System.Runtime.InteropServices;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

public sealed class SignalTests
{
    [Theory]
    [InlineData(PosixSignal.SIGINT, ExitCode.Interrupted)]
    [InlineData(PosixSignal.SIGTERM, ExitCode.Terminated)]
    public void OnSignal_First_StopsTheRunAndKeepsTheProcess(PosixSignal posix, ExitCode code)
    {
        using var outcome = new RunOutcome();
        var signal = new PosixSignalContext(posix);

        BlueGreenHost.OnSignal(outcome, code, signal);

        Assert.True(signal.Cancel);
        Assert.True(outcome.Stopping.IsCancellationRequested);
        Assert.Equal(code, outcome.ExitCode);
    }

    [Fact]
    public void OnSignal_Second_EndsTheProcess()
    {
        using var outcome = new RunOutcome();
        BlueGreenHost.OnSignal(outcome, ExitCode.Terminated, new PosixSignalContext(PosixSignal.SIGTERM));
        var second = new PosixSignalContext(PosixSignal.SIGINT);

        BlueGreenHost.OnSignal(outcome, ExitCode.Interrupted, second);

        Assert.False(second.Cancel);
        Assert.Equal(ExitCode.Terminated, outcome.ExitCode);
    }
}
