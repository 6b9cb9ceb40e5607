using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs after each task, whether it failed or was skipped; not in a dry run.</summary>
public interface IFrostingTaskTeardown
{
    /// <summary>Puts away.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">How the task ended.</param>
    void Teardown(ICakeContext context, ITaskTeardownContext info);
}

/// <summary>The task teardown with its context already cast.</summary>
/// <typeparam name="TContext">The context it wants.</typeparam>
public abstract class FrostingTaskTeardown<TContext> : IFrostingTaskTeardown
    where TContext : ICakeContext
{
    /// <summary>Puts away.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">How the task ended.</param>
    public abstract void Teardown(TContext context, ITaskTeardownContext info);

    void IFrostingTaskTeardown.Teardown(ICakeContext context, ITaskTeardownContext info) =>
        Teardown((TContext)context, info);
}
