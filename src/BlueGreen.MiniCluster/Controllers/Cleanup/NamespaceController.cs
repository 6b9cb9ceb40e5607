using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Cleanup;

/// <summary>Empties a namespace that is being deleted, then removes it.</summary>
/// <param name="store">The cluster.</param>
/// <param name="timeProvider">Gives deletion times.</param>
internal sealed class NamespaceController(ObjectStore store, TimeProvider timeProvider) : IController
{
    // Pods end in their own time; nothing here hears of custom resources.
    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(200);

    private readonly ResourceCatalog _catalog = new(store);

    /// <inheritdoc/>
    public string Name => "namespace-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } = [WatchSource.Of(ResourceTypes.Namespaces)];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        if (store.Find(key) is not { } value || !value.IsBeingDeleted())
        {
            return null;
        }

        store.Change(key, value.Uid(), current => current.Ensure("status")["phase"] = "Terminating");
        var content = _catalog.All()
            .Where(type => type.IsNamespaced)
            .SelectMany(type => store.List(type.Group, type.Plural, value.Name()).Items.Select(item => (type, item)))
            .ToList();
        foreach (var (type, item) in content)
        {
            store.RequestDeletion(type, item, timeProvider.GetUtcNow());
        }

        var isEmpty = content.TrueForAll(pair => store.Find(pair.item.KeyAs(pair.type)) is null);
        if (!isEmpty)
        {
            return NextLook;
        }

        var emptied = store.Change(key, value.Uid(), current => current.Ensure("spec")["finalizers"] = new JsonArray());
        if (emptied?.Finalizers().Count == 0)
        {
            store.TryRemove(key, emptied.Text("metadata", "resourceVersion"));
        }

        return null;
    }
}
