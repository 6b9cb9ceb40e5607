using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Xunit;

namespace Cake.Frosting.Tests;

/// <summary>What runs around the tasks, and in which order.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Run_AllLifetimes_EngineOrder()
    {
        using var run = new HostRun(typeof(HelloTask), typeof(World));
        run.Host.UseLifetime<Ends>().UseTaskLifetime<TaskEnds>();

        Assert.Equal(0, run.Run("--target=World"));
        Assert.Equal("setup >Hello Hello <Hello >World World <World teardown", run.Trace.ToString());
    }

    [Fact]
    public void Run_OtherSetupAndTaskTeardownLater_ReplaceTheirHalves()
    {
        using var run = new HostRun(typeof(HelloTask));
        run.Host.UseLifetime<Ends>().UseSetup<OtherSetup>();
        run.Host.UseTaskLifetime<TaskEnds>().UseTaskTeardown<OtherTaskTeardown>();

        Assert.Equal(0, run.Run("--target=Hello"));
        Assert.Equal("other-setup >Hello Hello other<Hello teardown", run.Trace.ToString());
    }

    [Fact]
    public void Run_FailingTask_TearsDownAndSaysHowItEnded()
    {
        using var run = new HostRun(typeof(ErrorTests.Throws));
        run.Host.UseTeardown<Teller>().UseTaskSetup<TaskTeller>();

        Assert.Equal(1, run.Run("--target=Throws"));
        Assert.Equal("before:Throws successful:False", run.Trace.ToString());
    }

    [Fact]
    public void Run_FailingSetup_RunsNoTaskAndTearsDown()
    {
        using var run = new HostRun(typeof(HelloTask));
        run.Host.UseSetup<FailingSetup>().UseTeardown<Teller>();

        Assert.Equal(1, run.Run("--target=Hello"));
        Assert.Equal("successful:False", run.Trace.ToString());
    }

    [Fact]
    public void Run_OwnContext_IsOneInstanceForAll()
    {
        using var run = new HostRun(typeof(Counts), typeof(CountsToo));
        run.Host.UseContext<CountingContext>();

        Assert.Equal(0, run.Run("--target=CountsToo"));
        Assert.Equal("1 2", run.Trace.ToString());
    }

    [Fact]
    public void UseStartup_RegistersItsServices()
    {
        using var run = new HostRun(typeof(Counts));
        run.Host.UseStartup<Startup>();

        Assert.Equal(0, run.Run("--target=Counts"));
        Assert.Equal("1", run.Trace.ToString());
    }

    internal sealed class Ends(Trace trace) : FrostingLifetime<IFrostingContext>
    {
        public override void Setup(IFrostingContext context, ISetupContext info) => trace.Add("setup");

        public override void Teardown(IFrostingContext context, ITeardownContext info) => trace.Add("teardown");
    }

    internal sealed class TaskEnds(Trace trace) : FrostingTaskLifetime<IFrostingContext>
    {
        public override void Setup(IFrostingContext context, ITaskSetupContext info) => trace.Add(">" + info.Task.Name);

        public override void Teardown(IFrostingContext context, ITaskTeardownContext info) =>
            trace.Add("<" + info.Task.Name);
    }

    internal sealed class OtherSetup(Trace trace) : FrostingSetup<IFrostingContext>
    {
        public override void Setup(IFrostingContext context, ISetupContext info) => trace.Add("other-setup");
    }

    internal sealed class OtherTaskTeardown(Trace trace) : FrostingTaskTeardown<IFrostingContext>
    {
        public override void Teardown(IFrostingContext context, ITaskTeardownContext info) =>
            trace.Add("other<" + info.Task.Name);
    }

    internal sealed class FailingSetup : FrostingSetup<IFrostingContext>
    {
        public override void Setup(IFrostingContext context, ISetupContext info) =>
            throw new InvalidOperationException("no setup");
    }

    internal sealed class Teller(Trace trace) : FrostingTeardown<IFrostingContext>
    {
        public override void Teardown(IFrostingContext context, ITeardownContext info) =>
            trace.Add("successful:" + info.Successful);
    }

    internal sealed class TaskTeller(Trace trace) : FrostingTaskSetup<IFrostingContext>
    {
        public override void Setup(IFrostingContext context, ITaskSetupContext info) =>
            trace.Add("before:" + info.Task.Name);
    }

    internal sealed class Startup : IFrostingStartup
    {
        public void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
            services.UseContext<CountingContext>();
    }

    internal sealed class CountingContext(ICakeContext context) : FrostingContext(context)
    {
        public int Count { get; set; }
    }

    internal sealed class Counts(Trace trace) : FrostingTask<CountingContext>
    {
        public override void Run(CountingContext context) => trace.Add($"{++context.Count}");
    }

    [IsDependentOn(typeof(Counts))]
    internal sealed class CountsToo(Trace trace) : AsyncFrostingTask<CountingContext>
    {
        public override Task RunAsync(CountingContext context)
        {
            trace.Add($"{++context.Count}");
            return Task.CompletedTask;
        }
    }
}
