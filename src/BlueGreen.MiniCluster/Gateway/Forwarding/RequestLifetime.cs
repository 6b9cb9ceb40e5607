namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Ends a request when its client leaves, when its time is over, or when no byte moves for too long.</summary>
/// <remarks>
/// As in Envoy, the time of a route counts from the end of the request's body on: an upload may take as long as it
/// moves, and is not the pod's fault.
/// </remarks>
internal sealed class RequestLifetime : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _idle;
    private readonly TimeSpan? _timeout;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _client;
    private readonly CancellationToken _clientToken;
    private DateTimeOffset? _deadline;
#pragma warning disable CA2213 // Ended by who began the try.
    private RequestLifetime? _try;
#pragma warning restore CA2213
    private bool _endsByDeadline;
    private bool _isWhole;
    private bool _isDisposed;

    /// <summary>Starts the clock of idleness.</summary>
    /// <param name="idle">How long no byte may move; infinite for no limit.</param>
    /// <param name="timeout">How long the pod may take for all of it, or null for no limit.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="client">Cancelled when the client leaves, or when the request of which this is a part ends.</param>
    public RequestLifetime(TimeSpan idle, TimeSpan? timeout, TimeProvider timeProvider, CancellationToken client)
    {
        (_timeProvider, _idle, _timeout, _clientToken) = (timeProvider, idle, timeout, client);
        _source = new CancellationTokenSource(idle, timeProvider);
        _client = _clientToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Gets what is cancelled at the end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Gets a value indicating whether the client has left.</summary>
    public bool IsClientGone => _clientToken.IsCancellationRequested;

    /// <summary>Gets a value indicating whether it ended because no byte moved, not by its deadline.</summary>
    public bool IsIdle => _source.IsCancellationRequested && !IsClientGone && !Volatile.Read(ref _endsByDeadline);

    /// <summary>Says that a byte has moved.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            if (!_isDisposed && !_source.IsCancellationRequested)
            {
                _source.CancelAfter(Remaining());
            }
        }
    }

    /// <summary>Says that the client has sent all: from now on the pod's time counts.</summary>
    public void BeginDeadline()
    {
        lock (_gate)
        {
            _isWhole = true;
            _deadline = _timeout is null ? null : _timeProvider.GetUtcNow() + _timeout;
            _try?.BeginDeadline();
        }

        Touch();
    }

    /// <summary>Starts the clock of one try within this request.</summary>
    /// <param name="limit">How long the try may take.</param>
    /// <returns>The try's own end.</returns>
    public RequestLifetime StartTry(TimeSpan limit)
    {
        var own = new RequestLifetime(Timeout.InfiniteTimeSpan, limit, _timeProvider, Token);
        lock (_gate)
        {
            _try = own;
            if (_isWhole)
            {
                own.BeginDeadline();
            }
        }

        return own;
    }

    /// <summary>Ends the request.</summary>
    public void End() => _source.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

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
        Volatile.Write(ref _endsByDeadline, _idle == Timeout.InfiniteTimeSpan || positive < _idle);
        return _endsByDeadline ? positive : _idle;
    }
}
