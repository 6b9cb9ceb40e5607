namespace BlueGreen.Steps;

/// <summary>Does one kind of step, whatever its type; what the runner sees.</summary>
/// <remarks>
/// Contract: <see cref="ObserveAsync"/> changes nothing. <see cref="ApplyAsync"/> is called only after it said "not
/// done", and
/// may be called again after a crash. A handler keeps no state between calls; what leaves no trace in the world it
/// writes to
/// the journal as <see cref="Running.StepEventKind.Witnessed"/> before it returns.
/// </remarks>
public interface IStepHandler
{
    /// <summary>Gets the kind of step it does.</summary>
    Type StepType { get; }

    /// <summary>Asks, before the first step of a plan is done, whether this one would be refused. Changes
    /// nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>A task that ends when nothing is known that stands against it.</returns>
    /// <exception cref="Errors.ReleaseException">It would be refused; nothing was written yet.</exception>
    Task CheckAsync(ReleaseStep step, CancellationToken cancellationToken);

    /// <summary>Reads the world and tells whether the step is already done. Changes nothing.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen, and whether it is what the step wants.</returns>
    Task<Observation> ObserveAsync(ReleaseStep step, CancellationToken cancellationToken);

    /// <summary>Does the step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Cancelled when the step's timeout passes or the release is stopped.</param>
    /// <returns>A task that ends when the request was made; the runner observes again to see that it took.</returns>
    Task ApplyAsync(ReleaseStep step, CancellationToken cancellationToken);
}

/// <summary>Does one kind of step, with its type.</summary>
/// <typeparam name="TStep">The kind of step.</typeparam>
internal abstract class StepHandler<TStep> : IStepHandler
    where TStep : ReleaseStep
{
    /// <inheritdoc/>
    public Type StepType => typeof(TStep);

    /// <inheritdoc/>
    public Task CheckAsync(ReleaseStep step, CancellationToken cancellationToken) =>
        CheckAsync((TStep)step, cancellationToken);

    /// <inheritdoc/>
    public Task<Observation> ObserveAsync(ReleaseStep step, CancellationToken cancellationToken) =>
        ObserveAsync((TStep)step, cancellationToken);

    /// <inheritdoc/>
    public Task ApplyAsync(ReleaseStep step, CancellationToken cancellationToken) =>
        ApplyAsync((TStep)step, cancellationToken);

    /// <summary>Asks before the first step of a plan whether this one would be refused; most cannot be.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <returns>A task that ends when nothing stands against it.</returns>
    protected virtual Task CheckAsync(TStep step, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads the world and tells whether the step is already done.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>What was seen.</returns>
    protected abstract Task<Observation> ObserveAsync(TStep step, CancellationToken cancellationToken);

    /// <summary>Does the step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>A task that ends when the request was made.</returns>
    protected abstract Task ApplyAsync(TStep step, CancellationToken cancellationToken);
}
