using BlueGreen.Errors;
using BlueGreen.Steps;

namespace BlueGreen.Running;

/// <summary>Looks at a step after something went wrong, within the step's own limit.</summary>
/// <param name="handlers">Who knows how to look.</param>
/// <param name="time">The clock.</param>
internal sealed class StepLook(StepHandlers handlers, TimeProvider time)
{
    /// <summary>Looks; what cannot be read is told, never taken for "not done".</summary>
    /// <param name="step">The step.</param>
    /// <param name="cause">What went wrong before.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen, or why nothing could be.</returns>
    public async Task<(Observation Seen, ReleaseException? Unreadable)> AtAsync(
        ReleaseStep step, Exception cause, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(step.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return (await handlers.Of(step).ObserveAsync(step, either.Token), null);
        }
        catch (OperationCanceledException)
            when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (default, Failures.TimedOut(step, "nothing could be read any more", cause));
        }
        catch (ReleaseException unreadable)
        {
            return (default, unreadable);
        }
    }
}
