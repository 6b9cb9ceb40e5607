using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Cleanup;

/// <summary>Deletes what belonged to something deleted, or sets it free, as the deletion asked.</summary>
/// <remarks>
/// One sweep over all objects. Background: an object whose owners are all gone goes. Foreground: an owner that waits
/// with the
/// finalizer <c>foregroundDeletion</c> goes after its dependents. Orphan: dependents lose the reference, then the
/// owner goes.
/// An owner is looked up by key and uid before anything is deleted; an owner of an unknown kind counts as there.
/// </remarks>
/// <param name="store">The cluster.</param>
/// <param name="timeProvider">Gives deletion times.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/architecture/garbage-collection/"/>
internal sealed class GarbageCollector(ObjectStore store, TimeProvider timeProvider) : IController
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    // Custom resources are not watched, so a sweep comes by for theirs.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly ObjectKey Everything = new(string.Empty, "garbage", string.Empty, "all");

    private readonly ResourceCatalog _catalog = new(store);

    /// <inheritdoc/>
    public string Name => "garbage-collector";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } =
    [
        .. ResourceTypes.BuiltIn
            .Where(type => type != ResourceTypes.Events && type != ResourceTypes.Leases)
            .Select(type => new WatchSource(type, value => MayMatter(store, type, value) ? [Everything] : [])),
    ];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        var types = _catalog.All();
        var objects = types
            .SelectMany(type => store.List(type.Group, type.Plural, namespaceName: null).Items
                .Select(value => (type, value)))
            .ToList();
        foreach (var (type, value) in objects)
        {
            if (value.IsBeingDeleted() && value.Finalizers().Contains(Orphan, StringComparer.Ordinal))
            {
                SetFree(value, objects);
                store.FinishFinalizer(type, value, Orphan);
            }
            else if (value.IsBeingDeleted() && value.Finalizers().Contains(Foreground, StringComparer.Ordinal))
            {
                DeleteAfterDependents(type, value, objects);
            }
            else if (!value.IsBeingDeleted() && value.Owners().Any() && AreOwnersGone(types, value))
            {
                store.RequestDeletion(type, value, timeProvider.GetUtcNow());
            }
        }

        return Period;
    }

    // Deletions and what is being deleted; changes of what lives leave nothing behind.
    private static bool MayMatter(ObjectStore store, ResourceType type, JsonObject value) =>
        value.IsBeingDeleted() || store.Find(value.KeyAs(type)) is null;

    private static bool DependsOn(JsonObject value, JsonObject owner) =>
        value.Owners().Any(reference => string.Equals(reference.Text("uid"), owner.Uid(), StringComparison.Ordinal));

    private bool AreOwnersGone(IReadOnlyList<ResourceType> types, JsonObject value) =>
        value.Owners().All(reference => ResourceCatalog.Resolve(types, reference, value.Namespace()) is { } key
            && !string.Equals(store.Find(key)?.Uid(), reference.Text("uid"), StringComparison.Ordinal));

    private void SetFree(JsonObject owner, List<(ResourceType Type, JsonObject Value)> objects)
    {
        foreach (var (type, value) in objects.Where(pair => DependsOn(pair.Value, owner)))
        {
            store.Change(value.KeyAs(type), value.Uid(), current =>
            {
                var rest = current.Owners()
                    .Where(r => !string.Equals(r.Text("uid"), owner.Uid(), StringComparison.Ordinal))
                    .Select(r => r.DeepClone());
                current.Ensure("metadata")["ownerReferences"] = new JsonArray([.. rest]);
            });
        }
    }

    private void DeleteAfterDependents(
        ResourceType ownerType, JsonObject owner, List<(ResourceType Type, JsonObject Value)> objects)
    {
        var blocking = false;
        foreach (var (type, value) in objects.Where(pair => DependsOn(pair.Value, owner)))
        {
            blocking |= value.Owners().Any(reference => reference.Flag("blockOwnerDeletion")
                && string.Equals(reference.Text("uid"), owner.Uid(), StringComparison.Ordinal));
            if (!value.IsBeingDeleted())
            {
                DeleteInForeground(type, value);
            }
        }

        if (!blocking)
        {
            store.FinishFinalizer(ownerType, owner, Foreground);
        }
    }

    // The wish travels down: a deployment waits for its replica sets, and they wait for their pods.
    private void DeleteInForeground(ResourceType type, JsonObject value)
    {
        var now = timeProvider.GetUtcNow();
        if (type == ResourceTypes.Pods)
        {
            store.RequestDeletion(type, value, now);
            return;
        }

        store.Change(value.KeyAs(type), value.Uid(), current =>
        {
            var metadata = current.Ensure("metadata");
            metadata["finalizers"] =
                new JsonArray([.. current.Finalizers().Append(Foreground).Select(f => (JsonNode)f)]);
            metadata["deletionTimestamp"] = now.ToTimestamp();
            metadata["deletionGracePeriodSeconds"] = 0;
        });
    }
}
