namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Ends a request when its client leaves, when its time is over, or when no byte moves for too long.</summary>
internal sealed class RequestLifetime : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _idle;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _client;
    private readonly CancellationToken _clientToken;
    private readonly DateTimeOffset? _deadline;

    /// <summary>Starts the clocks.</summary>
    /// <param name="idle">How long no byte may move.</param>
    /// <param name="timeout">How long all of it may take, or null for no limit.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="client">Cancelled when the client leaves, or when the request of which this is a part ends.</param>
    public RequestLifetime(TimeSpan idle, TimeSpan? timeout, TimeProvider timeProvider, CancellationToken client)
    {
        (_timeProvider, _idle, _clientToken) = (timeProvider, idle, client);
        _deadline = timeout is null ? null : timeProvider.GetUtcNow() + timeout;
        _source = new CancellationTokenSource(Remaining(), timeProvider);
        _client = _clientToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Gets what is cancelled at the end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets a value indicating whether the client has left.</summary>
    public bool IsClientGone => _clientToken.IsCancellationRequested;

    /// <summary>Says that a byte has moved.</summary>
    public void Touch()
    {
        if (!_source.IsCancellationRequested)
        {
            _source.CancelAfter(Remaining());
        }
    }

    /// <summary>Starts the clock of one try within this request.</summary>
    /// <param name="limit">How long the try may take.</param>
    /// <returns>The try's own end.</returns>
    public RequestLifetime StartTry(TimeSpan limit) => new(limit, timeout: null, _timeProvider, Token);

    /// <summary>Ends the request.</summary>
    public void End() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _source.Dispose();
    }

    private TimeSpan Remaining()
    {
        if (_deadline is not { } deadline)
        {
            return _idle;
        }

        var left = deadline - _timeProvider.GetUtcNow();
        var positive = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        return positive < _idle ? positive : _idle;
    }
}
