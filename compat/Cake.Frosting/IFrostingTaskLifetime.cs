using Cake.Core;

namespace Cake.Frosting;

/// <summary>Both ends of a task in one class.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;

/// <summary>Both ends of a task, with the context already cast.</summary>
/// <typeparam name="TContext">The context it wants.</typeparam>
public abstract class FrostingTaskLifetime<TContext> : IFrostingTaskLifetime
    where TContext : ICakeContext
{
    /// <summary>Gets ready.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The task that will run.</param>
    public abstract void Setup(TContext context, ITaskSetupContext info);

    /// <summary>Puts away.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">How the task ended.</param>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskSetup.Setup(ICakeContext context, ITaskSetupContext info) => Setup((TContext)context, info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown((TContext)context, info);
}
