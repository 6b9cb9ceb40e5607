using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>Keeps every object of the cluster, numbers every change, and tells watchers in order.</summary>
/// <remarks>
/// One lock, one counter: a resource version is a place in the one order of all changes. Objects are kept as bytes
/// and parsed for each reader, so nobody shares a mutable object. Knows nothing of kinds, defaults or validation:
/// callers do.
/// </remarks>
/// <param name="timeProvider">Gives <c>creationTimestamp</c>.</param>
/// <param name="historyLength">How many changes a watch can go back; at least 1.</param>
/// <param name="log">Takes every change before it counts, or null when nothing is to be kept.</param>
/// <param name="content">What the log held.</param>
internal sealed class ObjectStore(
    TimeProvider timeProvider, int historyLength = 4096, ObjectLog? log = null, ObjectLogContent? content = null)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<ObjectKey, byte[]> _objects = content?.Objects ?? new(ObjectKeyOrder.Instance);
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly StoreHistory _history = new(historyLength);
    private long _version = content?.Version ?? 1;

    /// <summary>Gets the resource version of the last change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Gets the resource version of the last change in an API group, for those who keep what they read.
    /// </summary>
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
            var found = new SortedDictionary<ObjectKey, ReadOnlyMemory<byte>>(ObjectKeyOrder.Instance);
            foreach (var (key, json) in _objects.Where(pair => pair.Key.IsOf(group, plural, namespaceName)))
            {
                found.Add(key, json);
            }

            _history.Undo(found, version, _version);
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
    public JsonObject Create(ObjectKey key, JsonObject value)
    {
        lock (_lock)
        {
            if (_objects.ContainsKey(key))
            {
                throw new StoreException(StoreRefusal.AlreadyExists, $"{key.Plural} \"{key.Name}\" already exists");
            }

            var created = value.DeepClone().AsObject();
            var metadata = StoredMetadata.Of(created);
            metadata["uid"] = StoredMetadata.NewUid();
            metadata["creationTimestamp"] = $"{timeProvider.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
            return Commit(StoreEventKind.Added, key, created, previous: null);
        }
    }

    /// <summary>
    /// Replaces an object. A replacement that changes nothing is no change: no event, same resource version.
    /// </summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its new content; uid and creation time are kept.</param>
    /// <param name="expectedVersion">The resource version it must still have, or null for any.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="StoreException">It is not there, or not at that version.</exception>
    public JsonObject Update(ObjectKey key, JsonObject value, string? expectedVersion)
    {
        lock (_lock)
        {
            var (json, current) = Current(key, expectedVersion);
            var next = value.DeepClone().AsObject();
            var metadata = StoredMetadata.Of(next);
            foreach (var kept in (string[])["uid", "creationTimestamp", "resourceVersion"])
            {
                metadata[kept] = StoredMetadata.Of(current)[kept]?.DeepClone();
            }

            return JsonNode.DeepEquals(current, next) ? current : Commit(StoreEventKind.Modified, key, next, json);
        }
    }

    /// <summary>Removes an object at once; finalizers and propagation are the caller's business.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="expectedVersion">The resource version it must still have, or null for any.</param>
    /// <returns>The object as it was.</returns>
    /// <exception cref="StoreException">It is not there, or not at that version.</exception>
    public JsonObject Remove(ObjectKey key, string? expectedVersion)
    {
        lock (_lock)
        {
            var (json, current) = Current(key, expectedVersion);
            return Commit(StoreEventKind.Deleted, key, current, json);
        }
    }

    /// <summary>Tells every change of anything after a resource version, as they happen.</summary>
    /// <param name="sinceVersion">The resource version after which to begin.</param>
    /// <returns>The changes, until disposed.</returns>
    /// <exception cref="StoreException">The history does not go back that far.</exception>
    public StoreChanges Follow(long sinceVersion)
    {
        lock (_lock)
        {
            var (channel, missed) = _history.Subscribe(sinceVersion, _version);
            return new StoreChanges(channel.Reader, missed, sinceVersion, () => Unfollow(channel));
        }
    }

    private void Unfollow(Channel<StoreEvent> channel)
    {
        lock (_lock)
        {
            _history.Unsubscribe(channel);
        }
    }

    private static JsonObject Parse(byte[] json) => JsonNode.Parse(json)!.AsObject();

    private (byte[] Json, JsonObject Object) Current(ObjectKey key, string? expectedVersion)
    {
        if (!_objects.TryGetValue(key, out var json))
        {
            throw new StoreException(StoreRefusal.NotFound, $"{key.Plural} \"{key.Name}\" not found");
        }

        var current = Parse(json);
        var version = (string?)StoredMetadata.Of(current)["resourceVersion"];
        return expectedVersion is null || string.Equals(expectedVersion, version, StringComparison.Ordinal)
            ? (json, current)
            : throw new StoreException(
                StoreRefusal.Conflict,
                $"Operation cannot be fulfilled on {key.Plural} \"{key.Name}\": the object has been modified; " +
                "please apply your changes to the latest version and try again");
    }

    private JsonObject Commit(StoreEventKind kind, ObjectKey key, JsonObject value, byte[]? previous)
    {
        var version = _version + 1;
        StoredMetadata.Of(value)["resourceVersion"] = $"{version}";
        var json = JsonSerializer.SerializeToUtf8Bytes(value);

        // Spelled out with its type: a bare null would become an empty memory that is there, by way of a null array.
        var before = previous is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(previous);
        var change = new StoreEvent(kind, key, version, json, before);

        // What cannot be written was not changed: until here, nothing of it is in memory.
        log?.Append(change);
        _version = version;
        _versions[key.Group] = version;
        if (kind == StoreEventKind.Deleted)
        {
            _objects.Remove(key);
        }
        else
        {
            _objects[key] = json;
        }

        _history.Add(change);
        if (log?.IsOvergrown == true)
        {
            log.Restart(_objects, _version);
        }

        return value;
    }
}
