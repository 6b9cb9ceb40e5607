using System.Runtime.CompilerServices;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>Watches one resource of a store.</summary>
internal static class StoreWatching
{
    /// <summary>Tells every change of one resource after a resource version, then goes on as they happen.</summary>
    /// <param name="store">The store.</param>
    /// <param name="group">API group.</param>
    /// <param name="plural">Resource name.</param>
    /// <param name="namespaceName">One namespace, or null for all.</param>
    /// <param name="sinceVersion">The resource version after which to begin.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The changes, in order, until cancelled.</returns>
    /// <exception cref="StoreException">
    /// The history does not go back that far, or the reader has fallen further behind than the history is long.
    /// </exception>
    public static async IAsyncEnumerable<StoreEvent> WatchAsync(
        this ObjectStore store,
        string group,
        string plural,
        string? namespaceName,
        long sinceVersion,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = store.Follow(sinceVersion);
        await foreach (var change in changes.ReadAllAsync(cancellationToken))
        {
            if (change.Key.IsOf(group, plural, namespaceName))
            {
                yield return change;
            }
        }
    }
}
