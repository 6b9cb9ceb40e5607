using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Proving;

/// <summary>Watches the data path across one switch, as users who never retry do.</summary>
/// <remarks>
/// Two probers call without pause from before the write: one keeps its connection, one opens a new connection each
/// time. The
/// switch is proven when each of them got enough right answers in a row. What was answered is kept for the report.
/// </remarks>
public sealed class SwitchWatch : IAsyncDisposable
{
    private const int MaxSamples = 200_000;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<ProbeAnswer> _samples = [];
    private readonly SwitchGoal _goal;
    private readonly TimeProvider _time;
    private readonly int[] _inARow = new int[2];
    private readonly Task _probers;
    private long? _writtenAt;
    private long? _servedSince;
    private int _failed;
    private int _requests;
    private long? _firstNew;
    private long? _lastOld;
    private bool _isResumed;
    private bool _isProven;
    private bool _isBroken;

    private SwitchWatch(IProbe probe, SwitchGoal goal, TimeProvider time)
    {
        (_goal, _time) = (goal, time);
        _probers = Task.WhenAll(ProbeAsync(probe, lane: 0), ProbeAsync(probe, lane: 1));
    }

    /// <summary>Gets when the route was written, as a timestamp of the time provider, or null.</summary>
    public long? WrittenAt
    {
        get
        {
            lock (_lock)
            {
                return _writtenAt;
            }
        }
    }

    /// <summary>Gets the color that users are expected to reach.</summary>
    public Color To => _goal.To;

    /// <summary>Begins to watch.</summary>
    /// <param name="probe">The way through the data path.</param>
    /// <param name="goal">What must be seen.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The watch, running until it is disposed.</returns>
    public static SwitchWatch Start(IProbe probe, SwitchGoal goal, TimeProvider time) => new(probe, goal, time);

    /// <summary>Waits for the first answer: without one, nothing could be proven later.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first answer, whatever it is.</returns>
    public async Task<ProbeAnswer> FirstAnswerAsync(CancellationToken cancellationToken)
    {
        await AwaitAsync(() => _samples.Count > 0, cancellationToken);
        return Samples()[0];
    }

    /// <summary>Says that the route is about to be written: from now on every failure counts.</summary>
    public void MarkWrite()
    {
        lock (_lock)
        {
            _writtenAt = _time.GetTimestamp();
            _servedSince = _goal.From is null ? null : _writtenAt;
            Array.Clear(_inARow);
        }
    }

    /// <summary>Says that the route was written by a process that is gone: the times of the switch are
    /// unknown.</summary>
    public void MarkResumed()
    {
        lock (_lock)
        {
            _isResumed = true;
            MarkWrite();
        }
    }

    /// <summary>Waits until the switch is proven, or can no longer be: more requests failed than may.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends with the verdict, and is cancelled with the token.</returns>
    public Task AwaitVerdictAsync(CancellationToken cancellationToken) =>
        AwaitAsync(() => _isProven || _isBroken, cancellationToken);

    /// <summary>Tells what was measured until now.</summary>
    /// <returns>The figures.</returns>
    public SwitchProof Measure()
    {
        lock (_lock)
        {
            return new SwitchProof(
                _requests, _failed, Milliseconds(_firstNew), Milliseconds(_lastOld), _isProven);
        }
    }

    /// <summary>Copies what was answered, in order, for the report.</summary>
    /// <returns>The answers; the bodies are not kept.</returns>
    public IReadOnlyList<ProbeAnswer> Samples()
    {
        lock (_lock)
        {
            return [.. _samples];
        }
    }

    /// <summary>Describes the last answers, for messages.</summary>
    /// <returns>One clause.</returns>
    public string DescribeLast()
    {
        lock (_lock)
        {
            return _samples.Count == 0
                ? "no answer at all" : string.Join("; ", _samples.TakeLast(2).Select(a => a.Describe()));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
#pragma warning disable VSTHRD003 // The probers were started by this very object.
        await _probers;
#pragma warning restore VSTHRD003
        _stop.Dispose();
    }

    // Only our own two probers hear it: nothing that could hold the caller up.
    private void Stop() => _stop.Cancel();

    private async Task ProbeAsync(IProbe probe, int lane)
    {
        var request = new ProbeRequest(_goal.Path, WithCookie: false, NewConnection: lane == 1);
        try
        {
            while (true)
            {
                Hear(await probe.CallAsync(request, _stop.Token), lane);
                await PauseAsync(_stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The watch was disposed: this is how a prober ends.
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (_goal.Pause > TimeSpan.Zero)
        {
            await Task.Delay(_goal.Pause, _time, cancellationToken);
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
    }

    // Nothing new can be seen more often than a prober calls.
    private async Task AwaitAsync(Func<bool> isSeen, CancellationToken cancellationToken)
    {
        while (!Look(isSeen))
        {
            await PauseAsync(cancellationToken);
        }
    }

    private bool Look(Func<bool> isSeen)
    {
        lock (_lock)
        {
            return isSeen();
        }
    }

    /// <summary>Takes one answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="lane">Which prober got it: 0 keeps its connection, 1 opens new ones.</param>
    internal void Hear(ProbeAnswer answer, int lane)
    {
        lock (_lock)
        {
            _requests++;
            if (_samples.Count < MaxSamples)
            {
                _samples.Add(answer with { Body = string.Empty });
            }

            if (_writtenAt is { } at)
            {
                Judge(answer, lane, at);
            }
        }
    }

    // What was sent before the write proves nothing. Before the first release, nobody was served until the new color
    // answered.
    private void Judge(ProbeAnswer answer, int lane, long writtenAt)
    {
        if (answer.StartedAt >= writtenAt)
        {
            _inARow[lane] = _goal.IsMet(answer) ? _inARow[lane] + 1 : 0;
        }

        if (answer.Color == _goal.To && answer.EndedAt >= writtenAt)
        {
            _firstNew = Math.Min(_firstNew ?? long.MaxValue, answer.EndedAt);
            _servedSince ??= answer.EndedAt;
        }

        if (answer.Color is not null && answer.Color == _goal.From && answer.EndedAt >= writtenAt)
        {
            _lastOld = Math.Max(_lastOld ?? long.MinValue, answer.EndedAt);
        }

        _failed += answer.IsFailure && answer.StartedAt >= (_servedSince ?? long.MaxValue) ? 1 : 0;
        if (_failed > _goal.MaxFailed)
        {
            _isBroken |= !_isProven;
        }
        else if (_inARow.All(count => count >= _goal.Consecutive))
        {
            _isProven |= !_isBroken;
        }
    }

    private double? Milliseconds(long? stamp) => stamp is { } at && _writtenAt is { } writtenAt && !_isResumed
        ? Math.Round(_time.GetElapsedTime(writtenAt, at).TotalMilliseconds, 1)
        : null;
}
