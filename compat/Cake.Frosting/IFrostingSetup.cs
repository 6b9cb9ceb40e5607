using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once before the first task; in a dry run too.</summary>
public interface IFrostingSetup
{
    /// <summary>Gets ready.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The target and the tasks that will run.</param>
    void Setup(ICakeContext context, ISetupContext info);
}

/// <summary>The setup with its context already cast.</summary>
/// <typeparam name="TContext">The context it wants.</typeparam>
public abstract class FrostingSetup<TContext> : IFrostingSetup
    where TContext : ICakeContext
{
    /// <summary>Gets ready.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">The target and the tasks that will run.</param>
    public abstract void Setup(TContext context, ISetupContext info);

    void IFrostingSetup.Setup(ICakeContext context, ISetupContext info) => Setup((TContext)context, info);
}
