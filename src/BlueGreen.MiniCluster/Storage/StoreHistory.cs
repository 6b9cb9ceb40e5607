using System.Threading.Channels;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>Remembers the last changes and tells watchers of new ones, in order. Its owner locks.</summary>
/// <param name="length">How many changes are remembered, and how many a watcher may be behind; at least 1.</param>
internal sealed class StoreHistory(int length)
{
    private readonly Queue<StoreEvent> _changes = new();
    private readonly HashSet<Channel<StoreEvent>> _watchers = [];
    private readonly List<Channel<StoreEvent>> _late = [];

    /// <summary>Gets how many watch.</summary>
    public int Watchers => _watchers.Count;

    /// <summary>Remembers a change and tells it.</summary>
    /// <param name="change">The change.</param>
    public void Add(StoreEvent change)
    {
        _changes.Enqueue(change);
        if (_changes.Count > length)
        {
            _changes.Dequeue();
        }

        // Whoever does not read gets no more than the history is long, and hears then that it must list again.
        _late.AddRange(_watchers.Where(watcher => !watcher.Writer.TryWrite(change)));
        foreach (var watcher in _late)
        {
            _watchers.Remove(watcher);
            watcher.Writer.TryComplete(new StoreException(
                StoreRefusal.Expired, $"too old resource version: the watch is {length} changes behind"));
        }

        _late.Clear();
    }

    /// <summary>Forgets all changes. Who watches already goes on.</summary>
    public void Clear() => _changes.Clear();

    /// <summary>Begins a watch.</summary>
    /// <param name="sinceVersion">The resource version after which to begin.</param>
    /// <param name="version">The resource version of the last change.</param>
    /// <param name="gate">The owner's lock, for the end of the watch.</param>
    /// <returns>The changes, until disposed.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public StoreChanges Follow(long sinceVersion, long version, Lock gate)
    {
        RequireKept(sinceVersion, version);
        var watcher = Channel.CreateBounded<StoreEvent>(length);
        _watchers.Add(watcher);
        var missed = _changes.Where(change => change.Version > sinceVersion).ToList();
        return new StoreChanges(watcher.Reader, missed, sinceVersion, () =>
        {
            lock (gate)
            {
                _watchers.Remove(watcher);
            }
        });
    }

    /// <summary>Tells what objects were at a resource version.</summary>
    /// <param name="now">Objects as they are.</param>
    /// <param name="sinceVersion">The resource version after which changes are taken back.</param>
    /// <param name="version">The resource version of the last change.</param>
    /// <returns>The objects as they were, and others that changed since then.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public SortedDictionary<ObjectKey, ReadOnlyMemory<byte>> Undo(
        IEnumerable<KeyValuePair<ObjectKey, byte[]>> now, long sinceVersion, long version)
    {
        RequireKept(sinceVersion, version);
        var objects = new SortedDictionary<ObjectKey, ReadOnlyMemory<byte>>(ObjectKeyOrder.Instance);
        foreach (var (key, json) in now)
        {
            objects.Add(key, json);
        }

        foreach (var change in _changes.Where(change => change.Version > sinceVersion).Reverse())
        {
            if (change.PreviousJson is { } before)
            {
                objects[change.Key] = before;
            }
            else
            {
                objects.Remove(change.Key);
            }
        }

        return objects;
    }

    private void RequireKept(long sinceVersion, long version)
    {
        var oldest = _changes.TryPeek(out var first) ? first.Version : version + 1;
        if (sinceVersion + 1 < oldest && sinceVersion < version)
        {
            throw new StoreException(StoreRefusal.Expired, $"too old resource version: {sinceVersion} ({oldest})");
        }
    }
}
