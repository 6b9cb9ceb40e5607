using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>The writes that all controllers make: change what is there now, ask for a deletion, finish one.</summary>
internal static class StoreChanges
{
    // Each lost try means that somebody else's write went through, so ten in a row means a fight, not bad luck.
    private const int MaxTries = 10;

    /// <summary>Reads an object, changes it and writes it, again if another write came between.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">Which object.</param>
    /// <param name="uid">The uid it must have, or null for any: a name may have been given to a successor.</param>
    /// <param name="change">Changes the copy that it gets; may be called more than once.</param>
    /// <returns>The object as stored, or null when it is gone.</returns>
    /// <exception cref="StoreException">Another write came between each time.</exception>
    public static JsonObject? Change(this ObjectStore store, ObjectKey key, string? uid, Action<JsonObject> change)
    {
        for (var tries = 1; ; tries++)
        {
            if (store.Find(key) is not { } current || !HasUid(current, uid))
            {
                return null;
            }

            var next = current.DeepClone().AsObject();
            change(next);
            if (!JsonNode.DeepEquals(current["spec"], next["spec"]) && current.Generation() > 0)
            {
                next.Ensure("metadata")["generation"] = current.Generation() + 1;
            }

            try
            {
                return store.Update(key, next, current.Text("metadata", "resourceVersion"));
            }
            catch (StoreException error) when (error.Refusal == StoreRefusal.NotFound)
            {
                return null;
            }
            catch (StoreException error) when (error.Refusal == StoreRefusal.Conflict && tries < MaxTries)
            {
                // Somebody else wrote first: look again.
            }
        }
    }

    /// <summary>
    /// Asks for a deletion as a client would: pods end gracefully, finalizers are waited for, the rest goes at once.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="type">Kind of the object.</param>
    /// <param name="value">The object; one with another uid is left alone.</param>
    /// <param name="now">The present time.</param>
    public static void RequestDeletion(this ObjectStore store, ResourceType type, JsonObject value, DateTimeOffset now)
    {
        var key = value.KeyAs(type);
        var isRunningPod = type == ResourceTypes.Pods && value.Text("spec", "nodeName") is not null;
        if (!isRunningPod && value.Finalizers().Count == 0)
        {
            store.TryRemove(key, value.Text("metadata", "resourceVersion"));
            return;
        }

        store.Change(key, value.Uid(), current =>
        {
            if (!current.IsBeingDeleted())
            {
                var grace = isRunningPod ? current.Number("spec", "terminationGracePeriodSeconds") ?? 30 : 0;
                var metadata = current.Ensure("metadata");
                metadata["deletionTimestamp"] = now.AddSeconds(grace).ToTimestamp();
                metadata["deletionGracePeriodSeconds"] = grace;
            }
        });
    }

    /// <summary>Strikes one finalizer; the object goes when it was the last one of an object being deleted.</summary>
    /// <param name="store">The store.</param>
    /// <param name="type">Kind of the object.</param>
    /// <param name="value">The object.</param>
    /// <param name="finalizer">What has been done.</param>
    public static void FinishFinalizer(this ObjectStore store, ResourceType type, JsonObject value, string finalizer)
    {
        var changed = store.Change(value.KeyAs(type), value.Uid(), current =>
        {
            var rest = current.Finalizers().Where(f => !string.Equals(f, finalizer, StringComparison.Ordinal));
            current.Ensure("metadata")["finalizers"] = new JsonArray([.. rest.Select(f => (JsonNode)f)]);
        });
        if (changed?.Finalizers().Count == 0 && changed.IsBeingDeleted() && type != ResourceTypes.Pods)
        {
            store.TryRemove(changed.KeyAs(type), changed.Text("metadata", "resourceVersion"));
        }
    }

    /// <summary>Removes an object that may be gone, or changed, already.</summary>
    /// <param name="store">The store.</param>
    /// <param name="key">Which object.</param>
    /// <param name="expectedVersion">The resource version it must still have, or null for any.</param>
    /// <returns>Whether it was removed now.</returns>
    public static bool TryRemove(this ObjectStore store, ObjectKey key, string? expectedVersion)
    {
        try
        {
            store.Remove(key, expectedVersion);
            return true;
        }
        catch (StoreException error) when (error.Refusal is StoreRefusal.NotFound or StoreRefusal.Conflict)
        {
            return false;
        }
    }

    private static bool HasUid(JsonObject value, string? uid) =>
        uid is null || string.Equals(value.Uid(), uid, StringComparison.Ordinal);
}
