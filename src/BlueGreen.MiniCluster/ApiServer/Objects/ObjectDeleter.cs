using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Deletes objects: at once when nothing holds them, otherwise by marking them for those who do.</summary>
/// <remarks>
/// The kubelet removes marked pods when their processes have ended; the garbage collector takes its finalizers off when
/// the dependents are gone; the controller of namespaces empties those.
/// </remarks>
/// <param name="store">Holds the objects.</param>
/// <param name="catalog">To be told when a definition is gone.</param>
/// <param name="timeProvider">Gives <c>deletionTimestamp</c>.</param>
internal sealed class ObjectDeleter(ObjectStore store, KindCatalog catalog, TimeProvider timeProvider)
{
    private const int Attempts = 5;
    private const long DefaultGraceSeconds = 30;

    private readonly DefinitionStatus _definitions = new(store, timeProvider);

    /// <summary>Says whether an object that is marked for deletion is held by nothing any more.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="value">The object.</param>
    /// <returns>Whether it is to be removed.</returns>
    public static bool IsReleased(ResourceKind kind, JsonObject value) =>
        value.At("metadata", "deletionTimestamp") is not null
        && !value.Texts("metadata", "finalizers").Any()
        && !kind.Is(string.Empty, "namespaces")
        && (value.Number("metadata", "deletionGracePeriodSeconds") ?? 0) == 0;

    /// <summary>Deletes one object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="key">Its key.</param>
    /// <param name="options">How.</param>
    /// <param name="isDryRun">Whether nothing is stored.</param>
    /// <returns>The object as it was or is, and whether it is gone.</returns>
    /// <exception cref="ApiException">It is not there, or not the one that was meant.</exception>
    public (JsonObject Value, bool IsGone) Delete(
        ResourceKind kind, ObjectKey key, DeleteOptions options, bool isDryRun)
    {
        for (var left = Attempts; ; left--)
        {
            var live = store.Find(key) ?? throw ApiErrors.NotFound(kind, key.Name);
            if (kind.Is(string.Empty, "namespaces") && key.Name is ("default" or "kube-system"))
            {
                throw ApiErrors.Forbidden(kind, key.Name, "this namespace may not be deleted");
            }

            CheckPreconditions(kind, live, options);
            var marked = Mark(kind, live.Copy(), options);
            var isGone = IsReleased(kind, marked);
            if (isDryRun)
            {
                return (live, isGone);
            }

            try
            {
                var version = live.Text("metadata", "resourceVersion");
                var stored = isGone ? store.Remove(key, version) : store.Update(key, marked, version);
                if (kind.Is(KindCatalog.Definitions.Group, KindCatalog.Definitions.Plural))
                {
                    catalog.Refresh();
                }

                return (stored, isGone);
            }
            catch (StoreException refusal)
            {
                // When somebody else wrote in between, look again.
                if (refusal.Refusal != StoreRefusal.Conflict || left == 1)
                {
                    throw ApiErrors.From(refusal, kind, key.Name);
                }
            }
        }
    }

    private static void CheckPreconditions(ResourceKind kind, JsonObject live, DeleteOptions options)
    {
        var name = live.Text("metadata", "name") ?? string.Empty;
        var (uid, version) = (live.Text("metadata", "uid"), live.Text("metadata", "resourceVersion"));
        if (options.Uid is { } wanted && !string.Equals(wanted, uid, StringComparison.Ordinal))
        {
            throw ApiErrors.Conflict(
                kind, name, $"Precondition failed: UID in precondition: {wanted}, UID in object meta: {uid}");
        }

        if (options.ResourceVersion is { } seen && !string.Equals(seen, version, StringComparison.Ordinal))
        {
            throw ApiErrors.Conflict(
                kind,
                name,
                $"Precondition failed: ResourceVersion in precondition: {seen}, " +
                $"ResourceVersion in object meta: {version}");
        }
    }

    private static long GraceOf(ResourceKind kind, JsonObject live, DeleteOptions options)
    {
        var isHeldByKubelet = kind.Is(string.Empty, "pods")
            && live.Text("spec", "nodeName") is { Length: > 0 }
            && live.Text("status", "phase") is not ("Succeeded" or "Failed");
        var wanted =
            options.GracePeriodSeconds ?? live.Number("spec", "terminationGracePeriodSeconds") ?? DefaultGraceSeconds;

        // A negative one is one second to the real server; and a date must come of it.
        return isHeldByKubelet ? Math.Min(wanted < 0 ? 1 : wanted, int.MaxValue) : 0;
    }

    private JsonObject Mark(ResourceKind kind, JsonObject value, DeleteOptions options)
    {
        var metadata = value.Child("metadata");
        var finalizers = value.Texts("metadata", "finalizers").ToList();
        var holder = options.Propagation switch
        {
            "Foreground" => "foregroundDeletion",
            "Orphan" => "orphan",
            _ => null,
        };
        if (holder is not null && !finalizers.Contains(holder, StringComparer.Ordinal))
        {
            finalizers.Add(holder);
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]);
        }

        var grace = GraceOf(kind, value, options);
        var isMarked = metadata["deletionTimestamp"] is not null;
        if (!isMarked || grace < (value.Number("metadata", "deletionGracePeriodSeconds") ?? 0))
        {
            metadata["deletionTimestamp"] = $"{timeProvider.GetUtcNow().AddSeconds(grace):yyyy-MM-ddTHH:mm:ssZ}";
            metadata["deletionGracePeriodSeconds"] = grace;
        }

        if (kind.Is(string.Empty, "namespaces"))
        {
            value.Child("status")["phase"] = "Terminating";
        }

        if (kind.Is(KindCatalog.Definitions.Group, KindCatalog.Definitions.Plural) && !isMarked)
        {
            DefinitionStatus.AddFinalizer(value);
            const string Marked = "CustomResourceDefinition marked for deletion";
            _definitions.SetCondition(value, ("Terminating", "True", "InstanceDeletionPending", Marked));
        }

        return value;
    }
}
