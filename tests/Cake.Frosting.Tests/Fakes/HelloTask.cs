namespace Cake.Frosting.Tests.Fakes;

/// <summary>Public, so that a host finds it by <c>AddAssembly</c>.</summary>
[TaskName("Hello")]
[TaskDescription("Says hello")]
public sealed class HelloTask(Trace trace) : FrostingTask
{
    public override void Run(Core.ICakeContext context) => trace.Add("Hello");
}

/// <summary>Named by its class, after Hello, and asynchronous.</summary>
[IsDependentOn(typeof(HelloTask))]
public sealed class World(Trace trace) : AsyncFrostingTask<IFrostingContext>
{
    public override Task RunAsync(IFrostingContext context)
    {
        trace.Add("World");
        return Task.CompletedTask;
    }
}

/// <summary>After Hello too: two targets share a dependency.</summary>
[IsDependentOn(typeof(HelloTask))]
public sealed class Other(Trace trace) : FrostingTask
{
    public override void Run(Core.ICakeContext context) => trace.Add("Other");
}

/// <summary>Gathers the others and does nothing itself.</summary>
[IsDependentOn(typeof(World))]
public sealed class Default : FrostingTask;

/// <summary>Runs before World, which does not know of it.</summary>
[IsDependeeOf(typeof(World))]
public sealed class Before(Trace trace) : FrostingTask
{
    public override void Run(Core.ICakeContext context) => trace.Add("Before");
}
