using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>The changes of a store after a resource version, for one reader.</summary>
/// <remarks>
/// A reader that falls further behind than the history is long gets a <see cref="StoreException"/> when it has read
/// what was kept for it: nothing grows without bound.
/// </remarks>
internal sealed class StoreChanges : IDisposable
{
    private readonly ChannelReader<StoreEvent> _reader;
    private readonly Queue<StoreEvent> _missed;
    private readonly long _since;
    private readonly Action _end;

    /// <summary>Initializes a new instance of the <see cref="StoreChanges"/> class.</summary>
    /// <param name="reader">Tells new changes.</param>
    /// <param name="missed">The changes until now.</param>
    /// <param name="since">The resource version after which to begin; it may lie ahead.</param>
    /// <param name="end">Is done when the reader wants no more.</param>
    internal StoreChanges(ChannelReader<StoreEvent> reader, IEnumerable<StoreEvent> missed, long since, Action end) =>
        (_reader, _missed, _since, _end) = (reader, new Queue<StoreEvent>(missed), since, end);

    /// <summary>Takes the next change, if there is one.</summary>
    /// <param name="change">The change.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out StoreEvent change)
    {
        while (_missed.TryDequeue(out change!) || _reader.TryRead(out change!))
        {
            if (change.Version > _since)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits until there is a change.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When there is one.</returns>
    /// <exception cref="StoreException">The reader has fallen too far behind.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (_missed.Count == 0)
        {
            await _reader.WaitToReadAsync(cancellationToken);
        }
    }

    /// <summary>Reads changes as they happen.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The changes, in order, until cancelled.</returns>
    public async IAsyncEnumerable<StoreEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitAsync(cancellationToken);
            while (TryRead(out var change))
            {
                yield return change;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _end();
}
