using Cake.Core;

namespace Cake.Frosting;

/// <summary>A target whose work awaits. Only members that a class overrides are wired to the engine.</summary>
/// <typeparam name="T">The context the task wants.</typeparam>
public abstract class AsyncFrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Does the work; the base does none.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>A task that ends with the work.</returns>
    public virtual Task RunAsync(T context) => Task.CompletedTask;

    /// <summary>Decides whether there is work; the base says yes.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>Whether to run.</returns>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>Hears of a failure; returning from an override means that the run goes on.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="context">The context of the run.</param>
    public virtual void OnError(Exception exception, T context)
    {
    }

    /// <summary>Cleans up, after success and after failure.</summary>
    /// <param name="context">The context of the run.</param>
    public virtual void Finally(T context)
    {
    }

    Task IFrostingTask.RunAsync(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RunAsync((T)context);
    }

    bool IFrostingTask.ShouldRun(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ShouldRun((T)context);
    }

    void IFrostingTask.OnError(Exception exception, ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentNullException.ThrowIfNull(context);
        OnError(exception, (T)context);
    }

    void IFrostingTask.Finally(ICakeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Finally((T)context);
    }
}

/// <summary>A target whose work awaits. It needs no more than Cake's own context.</summary>
public abstract class AsyncFrostingTask : AsyncFrostingTask<ICakeContext>;
