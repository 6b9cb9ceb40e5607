namespace BlueGreen.MiniCluster.Processes.Probes;

/// <summary>Repeats the tries of one probe for as long as a container runs.</summary>
/// <param name="checks">Makes the tries.</param>
/// <param name="target">The container.</param>
/// <param name="timeProvider">Times periods and limits.</param>
internal sealed class Prober(ProbeChecks checks, IProbeTarget target, TimeProvider timeProvider)
{
    /// <summary>Probes until cancelled, or until the listener has heard enough.</summary>
    /// <param name="spec">The probe.</param>
    /// <param name="startedAt">When the container started: the initial delay counts from then.</param>
    /// <param name="listener">Hears every failed try and every answer; says whether to go on.</param>
    /// <param name="cancellationToken">Ends the probing.</param>
    /// <returns>When the listener has heard enough.</returns>
    public async Task RunAsync(
        ProbeSpec spec, DateTimeOffset startedAt, IProbeListener listener, CancellationToken cancellationToken)
    {
        var state = new ProbeState(spec);
        var first = startedAt + spec.InitialDelay - timeProvider.GetUtcNow();
        await Task.Delay(first > TimeSpan.Zero ? first : TimeSpan.Zero, timeProvider, cancellationToken);
        while (true)
        {
            var failure = await TryAsync(spec, cancellationToken);
            if (failure is not null)
            {
                listener.OnFailure(failure);
            }

            if (state.Record(failure is null) is { } answer && !listener.OnAnswer(answer))
            {
                return;
            }

            await Task.Delay(spec.Period, timeProvider, cancellationToken);
        }
    }

    private async Task<string?> TryAsync(ProbeSpec spec, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(spec.Timeout, timeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await checks.TryAsync(spec.Action, target, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer within {spec.Timeout.TotalSeconds:0}s (context deadline exceeded)";
        }
    }
}

/// <summary>Hears what a probe found.</summary>
internal interface IProbeListener
{
    /// <summary>One try failed.</summary>
    /// <param name="failure">Why.</param>
    void OnFailure(string failure);

    /// <summary>Enough tries in a row agree.</summary>
    /// <param name="answer">On what.</param>
    /// <returns>Whether to go on.</returns>
    bool OnAnswer(bool answer);
}
