using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Deletes the objects of a definition that is being deleted, then the definition.</summary>
/// <remarks>An object that a finalizer holds keeps the definition; nothing new is let in meanwhile.</remarks>
/// <param name="store">Holds both.</param>
/// <param name="catalog">To be told when a definition is gone.</param>
/// <param name="deleter">Deletes objects.</param>
/// <param name="timeProvider">Gives the time of the next look.</param>
internal sealed class DefinitionCleaner(
    ObjectStore store, KindCatalog catalog, ObjectDeleter deleter, TimeProvider timeProvider)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromMilliseconds(100);

    /// <summary>Works until it is told to stop.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>When it has stopped.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var version = store.Version;
            try
            {
                // A first pass deletes, a second one may find that all is gone.
                while (Sweep())
                {
                    await Task.Delay(NextLook, timeProvider, cancellationToken);
                }

                await NextChangeAsync(version, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task NextChangeAsync(long since, CancellationToken cancellationToken)
    {
        try
        {
            var kind = KindCatalog.Definitions;
            var changes = store.WatchAsync(kind.Group, kind.Plural, namespaceName: null, since, cancellationToken);
            await foreach (var change in changes)
            {
                if (change.Kind != StoreEventKind.Deleted)
                {
                    return;
                }
            }
        }
        catch (StoreException)
        {
            // The history is gone: look anew.
        }
    }

    /// <summary>Looks once at all definitions.</summary>
    /// <returns>Whether one waits for its objects.</returns>
    private bool Sweep()
    {
        var kind = KindCatalog.Definitions;
        var isWaiting = false;
        foreach (var definition in store.List(kind.Group, kind.Plural, namespaceName: null).Items)
        {
            if (definition.At("metadata", "deletionTimestamp") is not null
                && definition.Texts("metadata", "finalizers")
                    .Contains(DefinitionStatus.Finalizer, StringComparer.Ordinal))
            {
                isWaiting |= !TryFinish(kind, definition);
            }
        }

        return isWaiting;
    }

    private bool TryFinish(ResourceKind kind, JsonObject definition)
    {
        if (DeleteObjects(definition) > 0)
        {
            return false;
        }

        try
        {
            var key = kind.KeyOf(null, definition.Text("metadata", "name")!);
            var version = definition.Text("metadata", "resourceVersion");
            var rest = definition.Texts("metadata", "finalizers").Where(name => name is not DefinitionStatus.Finalizer);
            var finalizers = new JsonArray([.. rest.Select(name => JsonValue.Create(name))]);
            definition.Child("metadata")["finalizers"] = finalizers;
            _ = ObjectDeleter.IsReleased(kind, definition)
                ? store.Remove(key, version)
                : store.Update(key, definition, version);
        }
        catch (StoreException)
        {
            // Somebody wrote or removed it meanwhile: the next look sees what there is.
            return false;
        }

        catalog.Refresh();
        return true;
    }

    // The kind is made from the definition itself, which may no longer be served.
    private int DeleteObjects(JsonObject definition)
    {
        var (group, plural) = (definition.Text("spec", "group")!, definition.Text("spec", "names", "plural")!);
        var kind = new ResourceKind(group, plural, definition.Text("spec", "names", "kind") ?? plural)
        {
            IsNamespaced = definition.Text("spec", "scope") is not "Cluster",
        };
        var (items, _) = store.List(group, plural, namespaceName: null);
        foreach (var item in items.Where(item => item.At("metadata", "deletionTimestamp") is null))
        {
            try
            {
                var key = kind.KeyOf(item.Text("metadata", "namespace"), item.Text("metadata", "name")!);
                deleter.Delete(kind, key, DeleteOptions.Background, isDryRun: false);
            }
            catch (ApiException)
            {
                // Gone already, or written too often meanwhile: the next look sees what there is.
            }
        }

        return store.List(group, plural, namespaceName: null).Items.Count;
    }
}
