using System.Threading.Channels;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Keeps the keys that a controller has to look at: each once, now or later, later still after failures.
/// </summary>
/// <remarks>Level-triggered: a key says "look again", never what happened, so keys that wait may merge.</remarks>
/// <param name="timeProvider">Tells when "later" has come.</param>
internal sealed class WorkQueue(TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Channel<ObjectKey> _ready = Channel.CreateUnbounded<ObjectKey>();
    private readonly HashSet<ObjectKey> _waiting = [];
    private readonly Dictionary<ObjectKey, (ITimer Timer, DateTimeOffset Due)> _later = [];
    private readonly Dictionary<ObjectKey, int> _failures = [];

    /// <summary>Asks for a look now.</summary>
    /// <param name="key">At what.</param>
    public void Add(ObjectKey key)
    {
        lock (_lock)
        {
            if (_waiting.Add(key))
            {
                _ready.Writer.TryWrite(key);
            }
        }
    }

    /// <summary>Asks for a look later; of several times the earliest counts.</summary>
    /// <param name="key">At what.</param>
    /// <param name="delay">How much later.</param>
    public void AddAfter(ObjectKey key, TimeSpan delay)
    {
        lock (_lock)
        {
            var due = timeProvider.GetUtcNow() + delay;
            if (_later.TryGetValue(key, out var planned))
            {
                if (planned.Due <= due)
                {
                    return;
                }

                planned.Timer.Dispose();
            }

            _later[key] = (timeProvider.CreateTimer(_ => Due(key), state: null, delay, Timeout.InfiniteTimeSpan), due);
        }
    }

    /// <summary>Asks for another look after a failure, each time twice as late.</summary>
    /// <param name="key">At what.</param>
    public void AddFailed(ObjectKey key)
    {
        int failures;
        lock (_lock)
        {
            failures = _failures[key] = Math.Min(_failures.GetValueOrDefault(key) + 1, 16);
        }

        var delay = FirstDelay * Math.Pow(2, failures - 1);
        AddAfter(key, delay < LongestDelay ? delay : LongestDelay);
    }

    /// <summary>Forgets the failures of a key: the last look went well.</summary>
    /// <param name="key">At what.</param>
    public void Forget(ObjectKey key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Waits for the next key.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The key; it may be added again from now on.</returns>
    public async Task<ObjectKey> TakeAsync(CancellationToken cancellationToken)
    {
        var key = await _ready.Reader.ReadAsync(cancellationToken);
        lock (_lock)
        {
            _waiting.Remove(key);
        }

        return key;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (timer, _) in _later.Values)
            {
                timer.Dispose();
            }

            _later.Clear();
        }
    }

    private void Due(ObjectKey key)
    {
        lock (_lock)
        {
            if (_later.Remove(key, out var planned))
            {
                planned.Timer.Dispose();
            }
        }

        Add(key);
    }
}
