using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Xunit;

namespace Cake.Frosting.Tests;

/// <summary>Which classes become tasks, and under which names.</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public void AddAssembly_PublicTasks_AreFoundAndInjected()
    {
        using var run = new HostRun();
        run.Host.AddAssembly(typeof(HelloTask).Assembly);

        Assert.Equal(0, run.Run("--target=hello"));
        Assert.Equal(["Hello"], run.Trace.Lines);
    }

    [Fact]
    public void AddAssembly_InternalTasks_AreNotFound()
    {
        using var run = new HostRun();
        run.Host.AddAssembly(typeof(HelloTask).Assembly);

        Assert.Equal(1, run.Run("--target=Hidden"));
        Assert.Contains("Hidden", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoTarget_RunsDefaultAfterWhatItDependsOn()
    {
        using var run = new HostRun();
        run.Host.AddAssembly(typeof(HelloTask).Assembly);

        Assert.Equal(0, run.Run());
        Assert.Equal("World", run.Trace.Lines[^1]);
        Assert.Equal("Before Hello World", string.Join(" ", run.Trace.Lines.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Run_TwoTasksOfOneName_Fails()
    {
        using var run = new HostRun(typeof(HelloTask), typeof(SecondHello));

        Assert.Equal(1, run.Run("--target=Hello"));
        Assert.Contains("HELLO", run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(run.Trace.Lines);
    }

    [Fact]
    public void Run_TaskOfAnotherContext_IsLeftOutWithAWarning()
    {
        using var run = new HostRun(typeof(HelloTask), typeof(Foreign));

        Assert.Equal(0, run.Run("--target=Hello"));
        Assert.Contains("Foreign", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DependencyOnALeftOutTask_Fails()
    {
        using var run = new HostRun(typeof(Foreign), typeof(NeedsForeign));

        Assert.Equal(1, run.Run("--target=NeedsForeign"));
        Assert.Empty(run.Trace.Lines);
    }

    [Fact]
    public void Run_TaskWithoutABaseClass_Fails()
    {
        using var run = new HostRun(typeof(HelloTask), typeof(Rootless));

        Assert.Equal(1, run.Run("--target=Hello"));
        Assert.Contains("Rootless", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_DependencyThatIsNoTask_Fails()
    {
        using var run = new HostRun(typeof(NeedsAString));

        Assert.Equal(1, run.Run("--target=NeedsAString"));
        Assert.Contains("The dependency 'String' is not a valid task.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NeedsHello), "--target=NeedsHello")]
    [InlineData(typeof(Circle), "--target=Circle")]
    [InlineData(typeof(HelloTask), "--target=Nobody")]
    public void Run_MissingTaskOrCycle_Fails(Type task, string target)
    {
        using var run = new HostRun(task);

        Assert.Equal(1, run.Run(target));
        Assert.Empty(run.Trace.Lines);
    }

    [TaskName("Hello")]
    internal sealed class SecondHello : FrostingTask;

    internal sealed class Hidden : FrostingTask;

    internal sealed class ForeignContext(ICakeContext context) : FrostingContext(context);

    internal sealed class Foreign : FrostingTask<ForeignContext>;

    [IsDependentOn(typeof(Foreign))]
    internal sealed class NeedsForeign : FrostingTask;

    [IsDependentOn(typeof(HelloTask))]
    internal sealed class NeedsHello : FrostingTask;

    [IsDependentOn(typeof(string))]
    internal sealed class NeedsAString : FrostingTask;

    [IsDependentOn(typeof(Circle))]
    internal sealed class Circle : FrostingTask;

    internal sealed class Rootless : IFrostingTask
    {
        public Task RunAsync(ICakeContext context) => Task.CompletedTask;

        public bool ShouldRun(ICakeContext context) => true;

        public void OnError(Exception exception, ICakeContext context) => throw exception;

        public void Finally(ICakeContext context)
        {
        }
    }
}
