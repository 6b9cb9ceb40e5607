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
    /// <returns>What tells of new changes, and the changes until now.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public (Channel<StoreEvent> Watcher, List<StoreEvent> Missed) Subscribe(long sinceVersion, long version)
    {
        RequireKept(sinceVersion, version);
        var watcher = Channel.CreateBounded<StoreEvent>(length);
        _watchers.Add(watcher);
        return (watcher, _changes.Where(change => change.Version > sinceVersion).ToList());
    }

    /// <summary>Ends a watch.</summary>
    /// <param name="watcher">What told of new changes.</param>
    public void Unsubscribe(Channel<StoreEvent> watcher) => _watchers.Remove(watcher);

    /// <summary>Takes changes back.</summary>
    /// <param name="objects">Objects as they are, to be changed to what they were.</param>
    /// <param name="sinceVersion">The resource version after which changes are taken back.</param>
    /// <param name="version">The resource version of the last change.</param>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public void Undo(SortedDictionary<ObjectKey, ReadOnlyMemory<byte>> objects, long sinceVersion, long version)
    {
        RequireKept(sinceVersion, version);
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
