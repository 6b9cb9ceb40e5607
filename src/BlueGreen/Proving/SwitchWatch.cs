using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Proving;

/// <summary>Watches the data path across one switch, as users who never retry do.</summary>
/// <remarks>
/// Two probers call without pause from before the write: one keeps its connection, one opens a new connection each time. The
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
    private readonly TaskCompletionSource _proven = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _probers;
    private long? _writtenAt;

    private SwitchWatch(IProbe probe, SwitchGoal goal, TimeProvider time)
    {
        (_goal, _time) = (goal, time);
        _probers = Task.WhenAll(
            Task.Run(() => ProbeAsync(probe, lane: 0)), Task.Run(() => ProbeAsync(probe, lane: 1)));
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
        await _answered.Task.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return _samples[0];
        }
    }

    /// <summary>Says that the route is about to be written: from now on every failure counts.</summary>
    public void MarkWrite()
    {
        lock (_lock)
        {
            _writtenAt = _time.GetTimestamp();
            Array.Clear(_inARow);
        }
    }

    /// <summary>Waits until the switch is proven.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>A task that ends at the proof, and is cancelled with the token.</returns>
    public Task AwaitProvenAsync(CancellationToken cancellationToken) => _proven.Task.WaitAsync(cancellationToken);

    /// <summary>Tells what was measured until now.</summary>
    /// <returns>The figures.</returns>
    public SwitchProof Measure()
    {
        lock (_lock)
        {
            var counted = Counted();
            return new SwitchProof(
                _samples.Count,
                counted.Count(answer => answer.IsFailure),
                Milliseconds(counted.Where(answer => answer.Color == _goal.To).Select(answer => answer.EndedAt), first: true),
                Milliseconds(counted.Where(answer => answer.Color == _goal.From).Select(answer => answer.EndedAt), first: false),
                _proven.Task.IsCompletedSuccessfully);
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
            return _samples.Count == 0 ? "no answer at all" : string.Join("; ", _samples.TakeLast(2).Select(a => a.Describe()));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
#pragma warning disable VSTHRD003 // The probers were started by this very object.
        await _probers;
#pragma warning restore VSTHRD003
        _stop.Dispose();
    }

    private async Task ProbeAsync(IProbe probe, int lane)
    {
        var request = new ProbeRequest(_goal.Path, WithCookie: false, NewConnection: lane == 1);
        try
        {
            while (true)
            {
                Add(await probe.CallAsync(request, _stop.Token), lane);
                await PauseAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The watch was disposed: this is how a prober ends.
        }
    }

    private async Task PauseAsync()
    {
        if (_goal.Pause > TimeSpan.Zero)
        {
            await Task.Delay(_goal.Pause, _time, _stop.Token);
            return;
        }

        _stop.Token.ThrowIfCancellationRequested();
        await Task.Yield();
    }

    private void Add(ProbeAnswer answer, int lane)
    {
        lock (_lock)
        {
            if (_samples.Count < MaxSamples)
            {
                _samples.Add(answer with { Body = string.Empty });
            }

            _inARow[lane] = _goal.IsMet(answer) ? _inARow[lane] + 1 : 0;
            if (_writtenAt is { } at && answer.StartedAt >= at && _inARow.All(count => count >= _goal.Consecutive))
            {
                _proven.TrySetResult();
            }
        }

        _answered.TrySetResult();
    }

    // Before the write nothing is our doing; before the first release, nobody was served until the new color answered.
    private List<ProbeAnswer> Counted()
    {
        if (_writtenAt is not { } at)
        {
            return [];
        }

        var servedSince = _goal.From is not null
            ? at
            : _samples.Where(a => a.Color == _goal.To).Select(a => a.EndedAt).DefaultIfEmpty(long.MaxValue).Min();
        return [.. _samples.Where(answer => answer.EndedAt >= at && (!answer.IsFailure || answer.StartedAt >= servedSince))];
    }

    private double? Milliseconds(IEnumerable<long> stamps, bool first)
    {
        var found = stamps.ToList();
        return found.Count == 0 || _writtenAt is not { } at
            ? null
            : Math.Round(_time.GetElapsedTime(at, first ? found.Min() : found.Max()).TotalMilliseconds, 1);
    }
}
