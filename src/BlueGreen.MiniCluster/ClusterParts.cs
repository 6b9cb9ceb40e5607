namespace BlueGreen.MiniCluster;

/// <summary>Ends the parts of a cluster: the last one first, and all of them, whatever one of them throws.</summary>
/// <remarks>A part that fails to end must not keep the node from ending its processes.</remarks>
internal sealed class ClusterParts : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();

    /// <summary>Adds a part that has been started, or is about to be.</summary>
    /// <typeparam name="T">Kind of the part.</typeparam>
    /// <param name="part">The part.</param>
    /// <returns>The part.</returns>
    public T Add<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_parts.TryPop(out var part))
        {
            try
            {
                await part.DisposeAsync();
            }
            finally
            {
                await DisposeAsync();
            }
        }
    }
}
