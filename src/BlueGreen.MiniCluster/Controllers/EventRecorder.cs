using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Writes what happened to an object where <c>kubectl describe</c> and <c>kubectl get events</c> show it.
/// </summary>
/// <remarks>
/// The same thing again raises the count of its event; the oldest events go when there are too many. Names end in the
/// time in hexadecimal, as the real ones do: a list by name is in the order in which things happened.
/// </remarks>
/// <param name="store">Takes the events.</param>
/// <param name="timeProvider">Gives their times.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/"/>
internal sealed class EventRecorder(ObjectStore store, TimeProvider timeProvider)
{
    private const int MaxEvents = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<(string Identity, ObjectKey Key)> _kept = new(Known(store));
    private readonly Dictionary<string, ObjectKey> _byIdentity = new(StringComparer.Ordinal);
    private long _lastName;

    /// <summary>Tells something that is as it should be.</summary>
    /// <param name="source">Who tells it.</param>
    /// <param name="about">To what it happened.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    public void Tell(string source, EventSubject about, string reason, string message) =>
        Record(about, new Happening("Normal", source, reason, message));

    /// <summary>Tells something that somebody should look at.</summary>
    /// <param name="source">Who tells it.</param>
    /// <param name="about">To what it happened.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    public void Warn(string source, EventSubject about, string reason, string message) =>
        Record(about, new Happening("Warning", source, reason, message));

    /// <summary>Tells that an object could not be worked on.</summary>
    /// <param name="source">Who tells it.</param>
    /// <param name="key">The object.</param>
    /// <param name="reason">One word for machines.</param>
    /// <param name="message">A sentence for people.</param>
    public void Warn(string source, ObjectKey key, string reason, string message)
    {
        var type = ResourceTypes.BuiltIn.FirstOrDefault(t => t.Plural.Equals(key.Plural, StringComparison.Ordinal));
        if (type is not null && store.Find(key) is { } value)
        {
            Warn(source, new EventSubject(type, value), reason, message);
        }
    }

    // What an earlier run of the cluster kept counts, and is never raised again.
    private static IEnumerable<(string Identity, ObjectKey Key)> Known(ObjectStore store) =>
        store.List(string.Empty, ResourceTypes.Events.Plural, namespaceName: null).Items
            .OrderBy(e => e.Text("lastTimestamp"), StringComparer.Ordinal)
            .Select(e => (string.Empty, e.KeyAs(ResourceTypes.Events)));

    private void Record(EventSubject about, Happening what)
    {
        var time = timeProvider.GetUtcNow();
        var identity = $"{about.Value.Uid()}\n{about.FieldPath}\n{what}";
        lock (_lock)
        {
            if (!_byIdentity.TryGetValue(identity, out var key) || !Raise(key, time))
            {
                key = NextKey(about, time);
                store.Create(key, NewEvent(key, about, what, time.ToTimestamp()));
                _byIdentity[identity] = key;
                _kept.Enqueue((identity, key));
            }

            while (_kept.Count > MaxEvents)
            {
                var oldest = _kept.Dequeue();
                _byIdentity.Remove(oldest.Identity);
                store.TryRemove(oldest.Key, expectedVersion: null);
            }
        }
    }

    private bool Raise(ObjectKey key, DateTimeOffset time)
    {
        var raised = store.Change(key, uid: null, current =>
        {
            current["count"] = (current.Number("count") ?? 1) + 1;
            current["lastTimestamp"] = time.ToTimestamp();
        });
        return raised is not null;
    }

    private ObjectKey NextKey(EventSubject about, DateTimeOffset time)
    {
        var namespaceName = about.Type.IsNamespaced ? about.Value.Namespace() : "default";
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        while (true)
        {
            _lastName = Math.Max(_lastName + 1, ticks);
            var name = string.Create(CultureInfo.InvariantCulture, $"{about.Value.Name()}.{_lastName:x16}");
            if (ResourceTypes.Events.Key(namespaceName, name) is var key && store.Find(key) is null)
            {
                return key;
            }
        }
    }

    private static JsonObject NewEvent(ObjectKey key, EventSubject about, Happening what, string now) =>
        new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["name"] = key.Name, ["namespace"] = key.Namespace },
            ["involvedObject"] = about.ToReference(),
            ["reason"] = what.Reason,
            ["message"] = what.Message,
            ["type"] = what.Severity,
            ["count"] = 1,
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["source"] = new JsonObject { ["component"] = what.Source },
            ["reportingComponent"] = what.Source,
            ["reportingInstance"] = string.Empty,
        };

    private sealed record Happening(string Severity, string Source, string Reason, string Message);
}

/// <summary>Names what an event is about.</summary>
/// <param name="Type">Kind of the object.</param>
/// <param name="Value">The object.</param>
/// <param name="FieldPath">A part of it, such as <c>spec.containers{app}</c>, or null for all of it.</param>
internal sealed record EventSubject(ResourceType Type, JsonObject Value, string? FieldPath = null)
{
    /// <summary>Makes the reference as an event holds it.</summary>
    /// <returns>A new reference.</returns>
    public JsonObject ToReference()
    {
        var reference = new JsonObject
        {
            ["apiVersion"] = Type.ApiVersion,
            ["kind"] = Type.Kind,
            ["name"] = Value.Name(),
            ["namespace"] = Value.Namespace(),
            ["uid"] = Value.Uid(),
            ["resourceVersion"] = Value.Text("metadata", "resourceVersion"),
        };
        if (FieldPath is not null)
        {
            reference["fieldPath"] = FieldPath;
        }

        return reference;
    }
}
