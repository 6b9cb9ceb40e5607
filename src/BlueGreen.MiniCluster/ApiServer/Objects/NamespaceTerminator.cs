using System.Collections.Concurrent;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Empties namespaces that are being deleted, and removes them when nothing is left.</summary>
/// <param name="store">Holds the objects.</param>
/// <param name="catalog">Knows what a namespace may hold.</param>
/// <param name="deleter">Deletes the contents.</param>
/// <param name="timeProvider">Paces the looks.</param>
internal sealed class NamespaceTerminator(
    ObjectStore store, KindCatalog catalog, ObjectDeleter deleter, TimeProvider timeProvider) : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>
    /// Begins to empty a namespace, unless that has begun; goes on until it is empty or the server stops.
    /// </summary>
    /// <param name="name">The namespace.</param>
    public void Begin(string name) => _ = _running.GetOrAdd(name, key => EmptyAsync(key, _stop.Token));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task EmptyAsync(string name, CancellationToken cancellationToken)
    {
        while (DeleteContents(name) > 0)
        {
            await Task.Delay(Pace, timeProvider, cancellationToken);
        }

        var key = KindCatalog.Core("namespaces").KeyOf(null, name);
        try
        {
            store.Remove(key, expectedVersion: null);
        }
        catch (StoreException refusal) when (refusal.Refusal == StoreRefusal.NotFound)
        {
            // Gone already, which is what was wanted.
        }

        _running.TryRemove(name, out _);
    }

    private int DeleteContents(string name)
    {
        foreach (var kind in catalog.Kinds.Where(kind => kind.IsNamespaced && !kind.IsVirtual && !kind.IsNewEvent))
        {
            foreach (var item in store.List(kind.StorageGroup, kind.Plural, name).Items)
            {
                TryDelete(kind, kind.KeyOf(name, (string)item["metadata"]!["name"]!));
            }
        }

        return catalog.Kinds
            .Where(kind => kind.IsNamespaced && !kind.IsVirtual)
            .Sum(kind => store.List(kind.StorageGroup, kind.Plural, name).Items.Count);
    }

    private void TryDelete(ResourceKind kind, ObjectKey key)
    {
        try
        {
            deleter.Delete(kind, key, DeleteOptions.Background, isDryRun: false);
        }
        catch (ApiException refusal) when (refusal.Code is 404 or 409)
        {
            // Somebody else removed or changed it: the next look sees what is left.
        }
    }
}
