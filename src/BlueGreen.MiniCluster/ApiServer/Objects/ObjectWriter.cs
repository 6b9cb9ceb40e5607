using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Fields;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Creates and changes objects: prepare, record the owners of fields, store.</summary>
/// <param name="store">Holds the objects.</param>
/// <param name="catalog">To be told when a definition changed.</param>
/// <param name="timeProvider">Gives the times of owners.</param>
internal sealed class ObjectWriter(ObjectStore store, KindCatalog catalog, TimeProvider timeProvider)
{
    /// <summary>How often a patch is tried anew when somebody else wrote in between.</summary>
    private const int Attempts = 5;

    private readonly ObjectPreparer _preparer =
        new(new ServiceAddresses(store), new DefinitionStatus(store, timeProvider));
    private readonly FieldManager _fields = new(timeProvider);
    private readonly CreationRules _places = new(store, catalog);

    /// <summary>Stores a new object.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The object.</param>
    /// <returns>The object as stored.</returns>
    public JsonObject Create(ApiCall call, JsonObject body)
    {
        if (body.Text("metadata", "resourceVersion") is { Length: > 0 })
        {
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        }

        var next = EventView.ToStored(call.Kind, body);
        ObjectIdentity.Settle(call, next);
        ObjectPreparer.Decode(call, next);
        _places.Require(call);
        _preparer.Complete(call.Kind, live: null, next);
        EscalationCheck.Require(call, live: null, next);
        _fields.Update([], next, call.Updater, call.Kind.Schema);
        return StoreNew(call, next);
    }

    /// <summary>Replaces an object, or its status.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The object as it shall be.</param>
    /// <returns>The object as stored.</returns>
    public JsonObject Update(ApiCall call, JsonObject body)
    {
        var next = EventView.ToStored(call.Kind, body);
        ObjectIdentity.Settle(call, next);
        ObjectPreparer.Decode(call, next);
        var isBlind = KindRules.NeedsVersion(call.Kind) && next.Text("metadata", "resourceVersion") is null or "";
        return Change(call, _ => isBlind
            ? throw ApiErrors.Invalid(call.Kind, call.Name, [KindRules.MissingVersion])
            : next.Copy());
    }

    /// <summary>Changes an object by a function of its state, anew when somebody else wrote in between.</summary>
    /// <param name="call">The request.</param>
    /// <param name="change">Makes the wanted object from a copy of the live one.</param>
    /// <returns>The object as stored.</returns>
    /// <exception cref="ApiException">The object is gone, not at the wanted version, or breaks rules.</exception>
    public JsonObject Change(ApiCall call, Func<JsonObject, JsonObject> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var live = Live(call) ?? throw ApiErrors.NotFound(call.Kind, call.Name);
            var next = change(live.Copy());
            CheckPreconditions(call, live, next);
            next = call.Subresource is "status" ? WithStatus(live, next) : next;
            Finish(call, live, next);
            _fields.Update(live, next, call.Updater, call.Kind.Schema);

            if (TryStore(call, live, next, attempt) is { } stored)
            {
                return stored;
            }
        }
    }

    /// <summary>Applies a configuration; creates the object when there is none.</summary>
    /// <param name="call">The request.</param>
    /// <param name="applied">The configuration.</param>
    /// <returns>The object as stored, and whether it is new.</returns>
    public (JsonObject Value, bool IsNew) Apply(ApiCall call, JsonObject applied)
    {
        var writer = ApplyRules.Check(call, applied);
        for (var attempt = 1; ; attempt++)
        {
            var live = Live(call);
            ApplyRules.CheckVersion(call, live, applied);
            var input = ApplyRules.PartFor(call, applied);
            var next = _fields.Apply(
                new ApplyInput(live ?? [], input, writer, call.Kind.Schema) { Force = call.Flag("force") });
            var stored = live is null ? TryStoreApplied(call, next, attempt) : TryChange(call, live, next, attempt);
            if (stored is not null)
            {
                return (stored, live is null);
            }
        }
    }

    private static JsonObject WithStatus(JsonObject live, JsonObject next)
    {
        var result = live.Copy();
        result["status"] = next["status"]?.DeepClone();
        if (next.At("metadata", "managedFields") is JsonArray owners)
        {
            result.Child("metadata")["managedFields"] = owners.DeepClone();
        }

        return result;
    }

    private static void CheckPreconditions(ApiCall call, JsonObject live, JsonObject next)
    {
        if (next.Text("metadata", "uid") is { Length: > 0 } uid
            && !string.Equals(uid, live.Text("metadata", "uid"), StringComparison.Ordinal))
        {
            throw ApiErrors.Conflict(
                call.Kind,
                call.Name,
                $"Precondition failed: UID in precondition: {uid}, UID in object meta: {live.Text("metadata", "uid")}");
        }

        if (next.Text("metadata", "resourceVersion") is { Length: > 0 } version
            && !string.Equals(version, live.Text("metadata", "resourceVersion"), StringComparison.Ordinal))
        {
            throw ApiErrors.Modified(call.Kind, call.Name);
        }
    }

    private void Finish(ApiCall call, JsonObject live, JsonObject next)
    {
        if (call.Subresource is not "status")
        {
            _preparer.Complete(call.Kind, live, next);
            EscalationCheck.Require(call, live, next);
        }
        else if (call.Kind.Custom is { } custom)
        {
            ValueDefaults.Apply(custom.Current.Values, next);
            ObjectPreparer.Check(call.Kind, live, next);
        }
    }

    private JsonObject? TryChange(ApiCall call, JsonObject live, JsonObject next, int attempt)
    {
        Finish(call, live, next);
        return TryStore(call, live, next, attempt);
    }

    // Null: somebody else created it since nobody had, and what is applied goes on top of that.
    private JsonObject? TryStoreApplied(ApiCall call, JsonObject next, int attempt)
    {
        Caller.RequireCreation(call.Http);
        _places.Require(call);
        _preparer.Complete(call.Kind, live: null, next);
        EscalationCheck.Require(call, live: null, next);
        try
        {
            return StoreNew(call, next);
        }
        catch (ApiException refusal) when (refusal.Reason is "AlreadyExists" && attempt < Attempts)
        {
            return null;
        }
    }

    private JsonObject? Live(ApiCall call) => store.Find(call.Kind.KeyOf(call.Namespace, call.Name));

    private JsonObject StoreNew(ApiCall call, JsonObject next)
    {
        var key = call.Kind.KeyOf(call.Namespace, next.Text("metadata", "name")!);
        try
        {
            if (call.IsDryRun)
            {
                return store.Find(key) is null ? Rehearsed(next) : throw ApiErrors.AlreadyExists(call.Kind, key.Name);
            }

            return Stored(call, store.Create(key, next));
        }
        catch (StoreException refusal)
        {
            throw ApiErrors.From(refusal, call.Kind, key.Name);
        }
    }

    // Null: somebody else wrote since the live object was read, and the client did not say which version it saw.
    private JsonObject? TryStore(ApiCall call, JsonObject live, JsonObject next, int attempt)
    {
        var key = call.Kind.KeyOf(call.Namespace, call.Name);
        if (call.IsDryRun)
        {
            next.Child("metadata")["resourceVersion"] = live.Text("metadata", "resourceVersion");
            return next;
        }

        try
        {
            var version = live.Text("metadata", "resourceVersion");
            return ObjectDeleter.IsReleased(call.Kind, next)
                ? Stored(call, store.Remove(key, version))
                : Stored(call, store.Update(key, next, version));
        }
        catch (StoreException refusal)
        {
            return refusal.Refusal == StoreRefusal.Conflict && attempt < Attempts
                ? null
                : throw ApiErrors.From(refusal, call.Kind, key.Name);
        }
    }

    private JsonObject Stored(ApiCall call, JsonObject value)
    {
        if (call.Kind.Is(KindCatalog.Definitions.Group, KindCatalog.Definitions.Plural))
        {
            catalog.Refresh();
        }

        return value;
    }

    private JsonObject Rehearsed(JsonObject next)
    {
        var metadata = next.Child("metadata");
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16);
        metadata["uid"] = new Guid(bytes).ToString("D");
        metadata["creationTimestamp"] = $"{timeProvider.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}";
        return next;
    }
}
