using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>Keeps every object of the cluster, numbers every change, and tells watchers in order.</summary>
/// <remarks>
/// One lock, one counter: a resource version is a place in the one order of all changes. Objects are kept as bytes
/// and parsed for each reader, so nobody shares a mutable object. Knows nothing of kinds, defaults or validation:
/// callers do.
/// </remarks>
internal sealed class ObjectStore
{
    private readonly TimeProvider _timeProvider;
    private readonly ObjectLog? _log;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<ObjectKey, byte[]> _objects;
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly StoreHistory _history;
    private readonly GroupCommit _writes;
    private readonly List<StoreEvent> _unwritten = [];
    private long _version;

    /// <summary>Initializes a new instance of the <see cref="ObjectStore"/> class.</summary>
    /// <param name="timeProvider">Gives <c>creationTimestamp</c>.</param>
    /// <param name="historyLength">How many changes a watch can go back; at least 1.</param>
    /// <param name="log">Takes every change before it counts, or null when nothing is to be kept.</param>
    /// <param name="content">What the log held.</param>
    public ObjectStore(
        TimeProvider timeProvider, int historyLength = 4096, ObjectLog? log = null, ObjectLogContent? content = null)
    {
        (_timeProvider, _log) = (timeProvider, log);
        _objects = content?.Objects ?? new(ObjectKeyOrder.Instance);
        _history = new StoreHistory(historyLength);
        _version = content?.Version ?? 1;
        _writes = new GroupCommit(_lock, MakeLast);
    }

    /// <summary>Gets the resource version of the last change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Gets the resource version of the last change in an API group: what was read before is old.</summary>
    /// <param name="group">API group.</param>
    /// <returns>The version; 0 when nothing has changed since the start.</returns>
    public long VersionOf(string group)
    {
        lock (_lock)
        {
            return _versions.GetValueOrDefault(group);
        }
    }

    /// <summary>Gets how many follow the changes now.</summary>
    public int Watchers
    {
        get
        {
            lock (_lock)
            {
                return _history.Watchers;
            }
        }
    }

    /// <summary>Forgets old changes: a watch that would have to be told of one of them is refused.</summary>
    public void ForgetHistory()
    {
        lock (_lock)
        {
            _history.Clear();
        }
    }

    /// <summary>Reads one object.</summary>
    /// <param name="key">Which one.</param>
    /// <returns>A fresh copy, or null.</returns>
    public JsonObject? Find(ObjectKey key)
    {
        lock (_lock)
        {
            return _objects.TryGetValue(key, out var json) ? Parse(json) : null;
        }
    }

    /// <summary>Reads all objects of one resource, by namespace and name.</summary>
    /// <param name="group">API group.</param>
    /// <param name="plural">Resource name.</param>
    /// <param name="namespaceName">One namespace, or null for all.</param>
    /// <returns>Fresh copies, and the resource version they were read at.</returns>
    public (IReadOnlyList<JsonObject> Items, long Version) List(string group, string plural, string? namespaceName)
    {
        lock (_lock)
        {
            var found = _objects
                .Where(pair => pair.Key.IsOf(group, plural, namespaceName))
                .Select(pair => Parse(pair.Value))
                .ToList();
            return (found, _version);
        }
    }

    /// <summary>Reads all objects of one resource as they were at a resource version.</summary>
    /// <param name="group">API group.</param>
    /// <param name="plural">Resource name.</param>
    /// <param name="namespaceName">One namespace, or null for all.</param>
    /// <param name="version">The resource version.</param>
    /// <returns>Fresh copies.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public IReadOnlyList<JsonObject> ListAt(string group, string plural, string? namespaceName, long version)
    {
        lock (_lock)
        {
            var found = _history.Undo(
                _objects.Where(pair => pair.Key.IsOf(group, plural, namespaceName)), version, _version);
            return
            [
                .. found
                    .Where(pair => pair.Key.IsOf(group, plural, namespaceName))
                    .Select(pair => JsonNode.Parse(pair.Value.Span)!.AsObject()),
            ];
        }
    }

    /// <summary>Adds an object, with uid, creation time and resource version of its own.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its content; the caller's copy is left alone.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="StoreException">There is one already.</exception>
    public JsonObject Create(ObjectKey key, JsonObject value) => _writes.Run(() =>
    {
        if (_objects.ContainsKey(key))
        {
            throw StoreException.AlreadyExists(key);
        }

        var created = StoredMetadata.Begin(value, _timeProvider.GetUtcNow());
        return Change(StoreEventKind.Added, key, created, previous: null);
    });

    /// <summary>
    /// Replaces an object. A replacement that changes nothing is no change: no event, same resource version.
    /// </summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its new content; uid and creation time are kept.</param>
    /// <param name="expectedVersion">The resource version it must still have, or null for any.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="StoreException">It is not there, or not at that version.</exception>
    public JsonObject Update(ObjectKey key, JsonObject value, string? expectedVersion) => _writes.Run(() =>
    {
        var (json, current) = Current(key, expectedVersion);
        var next = StoredMetadata.Continue(value, current);
        return JsonNode.DeepEquals(current, next) ? current : Change(StoreEventKind.Modified, key, next, json);
    });

    /// <summary>Removes an object at once; finalizers and propagation are the caller's business.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expectedVersion">The resource version it must still have, or null for any.</param>
    /// <returns>The object as it was.</returns>
    /// <exception cref="StoreException">It is not there, or not at that version.</exception>
    public JsonObject Remove(ObjectKey key, string? expectedVersion) => _writes.Run(() =>
    {
        var (json, current) = Current(key, expectedVersion);
        return Change(StoreEventKind.Deleted, key, current, json);
    });

    /// <summary>Tells every change of anything after a resource version, as they happen.</summary>
    /// <param name="sinceVersion">The resource version after which to begin.</param>
    /// <returns>The changes, until disposed.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public StoreChanges Follow(long sinceVersion)
    {
        lock (_lock)
        {
            return _history.Follow(sinceVersion, _version, _lock);
        }
    }

    private static JsonObject Parse(byte[] json) => JsonNode.Parse(json)!.AsObject();

    private (byte[] Json, JsonObject Object) Current(ObjectKey key, string? expectedVersion)
    {
        if (!_objects.TryGetValue(key, out var json))
        {
            throw StoreException.NotFound(key);
        }

        var current = Parse(json);
        var version = (string?)StoredMetadata.Of(current)["resourceVersion"];
        return expectedVersion is null || string.Equals(expectedVersion, version, StringComparison.Ordinal)
            ? (json, current)
            : throw StoreException.Conflict(key);
    }

    private JsonObject Change(StoreEventKind kind, ObjectKey key, JsonObject value, byte[]? previous)
    {
        var version = _version + _unwritten.Count + 1;
        StoredMetadata.Of(value)["resourceVersion"] = $"{version}";
        var json = JsonSerializer.SerializeToUtf8Bytes(value);

        // Spelled out with its type: a bare null would become an empty memory that is there, by way of a null array.
        var before = previous is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(previous);
        _unwritten.Add(new StoreEvent(kind, key, version, json, before));
        Put(key, kind == StoreEventKind.Deleted ? null : json);
        return value;
    }

    private void Put(ObjectKey key, byte[]? json)
    {
        if (json is null)
        {
            _objects.Remove(key);
        }
        else
        {
            _objects[key] = json;
        }
    }

    // What cannot be written was not changed: until it is written nobody can read it, for the lock is held.
    private void MakeLast()
    {
        try
        {
            _log?.Append(_unwritten);
        }
        catch
        {
            foreach (var change in _unwritten.AsEnumerable().Reverse())
            {
                Put(change.Key, change.PreviousJson?.ToArray());
            }

            _unwritten.Clear();
            throw;
        }

        foreach (var change in _unwritten)
        {
            Volatile.Write(ref _version, change.Version);
            _versions[change.Key.Group] = change.Version;
            _history.Add(change);
        }

        _unwritten.Clear();
        if (_log?.IsOvergrown == true)
        {
            _log.Restart(_objects, _version);
        }
    }
}
