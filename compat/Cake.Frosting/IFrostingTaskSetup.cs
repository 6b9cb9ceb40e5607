using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs before each task; not in a dry run.</summary>
public interface IFrostingTaskSetup
{
    /// <summary>Gets ready.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The task that will run.</param>
    void Setup(ICakeContext context, ITaskSetupContext info);
}

/// <summary>The task setup with its context already cast.</summary>
/// <typeparam name="TContext">The context it wants.</typeparam>
public abstract class FrostingTaskSetup<TContext> : IFrostingTaskSetup
    where TContext : ICakeContext
{
    /// <summary>Gets ready.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The task that will run.</param>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) => Setup((TContext)context, info);
}
