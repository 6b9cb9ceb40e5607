using Cake.Core;

namespace Cake.Frosting;

/// <summary>Runs once after the last task, whether it failed or not; in a dry run too.</summary>
public interface IFrostingTeardown
{
    /// <summary>Puts away.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">How the run ended.</param>
    void Teardown(ICakeContext context, ITeardownContext info);
}

/// <summary>The teardown with its context already cast.</summary>
/// <typeparam name="TContext">The context it wants.</typeparam>
public abstract class FrostingTeardown<TContext> : IFrostingTeardown
    where TContext : ICakeContext
{
    /// <summary>Puts away.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="info">How the run ended.</param>
    public abstract void Teardown(TContext context, ITeardownContext info);

    void IFrostingTeardown.Teardown(ICakeContext context, ITeardownContext info) => Teardown((TContext)context, info);
}
