using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Xunit;

namespace Cake.Frosting.Tests;

/// <summary>What a failing task does to the run and to the exit code.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData(typeof(Throws), 1, "")]
    [InlineData(typeof(ThrowsWithCode), 1, "")]
    [InlineData(typeof(Continues), 0, "")]
    [InlineData(typeof(Forgives), 0, "forgave:no")]
    [InlineData(typeof(Rethrows), 1, "")]
    [InlineData(typeof(CleansUp), 1, "cleaned")]
    public void Run_FailingTask_ExitCodeAndTrace(Type task, int exitCode, string trace)
    {
        using var run = new HostRun(task);

        Assert.Equal(exitCode, run.Run("--target=" + task.Name));
        Assert.Equal(trace, run.Trace.ToString());
        Assert.Contains($"An error occurred when executing task '{task.Name}'.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_TargetSkippedByItself_FailsWithItsReason()
    {
        using var run = new HostRun(typeof(NothingToDo));

        Assert.Equal(1, run.Run("--target=NothingToDo"));
        Assert.Contains("Could not reach target 'NothingToDo'", run.Errors, StringComparison.Ordinal);
        Assert.Contains("it is done", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DependencySkippedByItself_GoesOn()
    {
        using var run = new HostRun(typeof(NothingToDo), typeof(AfterNothing));

        Assert.Equal(0, run.Run("--target=AfterNothing"));
        Assert.Equal("after", run.Trace.ToString());
    }

    [Theory]
    [InlineData("word")]
    [InlineData("--empty=")]
    [InlineData("--version=1.2.3")]
    public void Run_CommandLineThatCannotBeRead_ExitsWithMinusOne(string argument)
    {
        using var run = new HostRun(typeof(HelloTask));

        Assert.Equal(-1, run.Run("--target=Hello", argument));
        Assert.Empty(run.Trace.Lines);
    }

    internal sealed class Throws : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("no");
    }

    internal sealed class ThrowsWithCode : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) => throw new CakeException(7, "seven");
    }

    [ContinueOnError]
    internal sealed class Continues : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("no");
    }

    internal sealed class Forgives(Trace trace) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("no");

        public override void OnError(Exception exception, ICakeContext context) =>
            trace.Add("forgave:" + exception.Message);
    }

    internal sealed class Rethrows : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("no");

        public override void OnError(Exception exception, ICakeContext context) => throw exception;
    }

    internal sealed class CleansUp(Trace trace) : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) => throw new InvalidOperationException("no");

        public override void Finally(ICakeContext context) => trace.Add("cleaned");
    }

    internal sealed class NothingToDo : FrostingTask, IFrostingTask
    {
        public string SkippedMessage => "it is done";

        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(NothingToDo))]
    internal sealed class AfterNothing(Trace trace) : FrostingTask
    {
        public override void Run(ICakeContext context) => trace.Add("after");
    }
}
