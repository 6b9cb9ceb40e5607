namespace BlueGreen.Kubernetes.Transport;

/// <summary>Makes all requests of a client wait when the server has told one of them to come back later.</summary>
/// <remarks>
/// The others would be refused as well, and use up what the server gives next: of two that take turns in being refused,
/// the busier one would keep the other, such as the renewal of a lease, out for ever.
/// </remarks>
/// <param name="longest">The longest time that one refusal holds others back.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class HoldBack(TimeSpan longest, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private long _since;
    private TimeSpan _pause;

    /// <summary>Hears for how long the server wants to be left alone.</summary>
    /// <param name="pause">The time that it named.</param>
    public void Ask(TimeSpan pause)
    {
        lock (_gate)
        {
            if (pause > Left())
            {
                (_since, _pause) = (timeProvider.GetTimestamp(), pause < longest ? pause : longest);
            }
        }
    }

    /// <summary>Waits until requests may go on.</summary>
    /// <param name="limit">The time that the caller has.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task PassAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        TimeSpan left;
        lock (_gate)
        {
            left = Left();
        }

        if (left > TimeSpan.Zero && left < limit)
        {
            await Task.Delay(left, timeProvider, cancellationToken);
        }
    }

    private TimeSpan Left() => _pause - timeProvider.GetElapsedTime(_since);
}
