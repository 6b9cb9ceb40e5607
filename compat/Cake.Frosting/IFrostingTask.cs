using Cake.Core;

namespace Cake.Frosting;

/// <summary>One target as the engine sees it. Derive from <see cref="FrostingTask{T}"/> or its asynchronous
/// twin.</summary>
public interface IFrostingTask
{
    /// <summary>Gets why the task was skipped, for the message about it.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Does the work.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>A task that ends with the work.</returns>
    Task RunAsync(ICakeContext context);

    /// <summary>Decides whether there is work. A target that says no fails the run.</summary>
    /// <param name="context">The context of the run.</param>
    /// <returns>Whether to run.</returns>
    bool ShouldRun(ICakeContext context);

    /// <summary>Hears of a failure; returning from it means that the run goes on.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="context">The context of the run.</param>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Cleans up, after success and after failure.</summary>
    /// <param name="context">The context of the run.</param>
    void Finally(ICakeContext context);
}
