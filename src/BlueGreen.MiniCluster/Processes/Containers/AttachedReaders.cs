using System.Threading.Channels;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Shows what a process prints, as it prints it, to everybody who is attached to it.</summary>
internal sealed class AttachedReaders
{
    // A reader that is slower than the process misses what is older, for the process must not wait for it.
    private const int MaxPieces = 1024;

    private readonly Lock _lock = new();
    private readonly List<Channel<Piece>> _readers = [];
    private bool _isEnded;

    /// <summary>Makes a stream that reads from another and shows what it read.</summary>
    /// <param name="source">Output of the process.</param>
    /// <param name="isError">Whether it is its standard error.</param>
    /// <returns>The stream to read from.</returns>
    public Stream Watch(Stream source, bool isError) => new WatchedStream(source, bytes => Show(new(isError, bytes)));

    /// <summary>Copies to a client until the process has ended.</summary>
    /// <param name="output">Takes standard output.</param>
    /// <param name="error">Takes standard error.</param>
    /// <param name="cancellationToken">Cancelled when the client has gone.</param>
    /// <returns>When the process has ended.</returns>
    public async Task CopyAsync(Stream output, Stream error, CancellationToken cancellationToken)
    {
        var options = new BoundedChannelOptions(MaxPieces) { FullMode = BoundedChannelFullMode.DropOldest };
        var channel = Channel.CreateBounded<Piece>(options);
        Add(channel);
        try
        {
            await foreach (var piece in channel.Reader.ReadAllAsync(cancellationToken))
            {
                await (piece.IsError ? error : output).WriteAsync(piece.Bytes, cancellationToken);
            }
        }
        finally
        {
            lock (_lock)
            {
                _readers.Remove(channel);
            }
        }
    }

    /// <summary>Tells all readers that nothing more comes.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            foreach (var reader in _readers)
            {
                reader.Writer.TryComplete();
            }
        }
    }

    private void Add(Channel<Piece> channel)
    {
        lock (_lock)
        {
            _readers.Add(channel);
            if (_isEnded)
            {
                channel.Writer.TryComplete();
            }
        }
    }

    private void Show(Piece piece)
    {
        lock (_lock)
        {
            foreach (var reader in _readers)
            {
                reader.Writer.TryWrite(piece);
            }
        }
    }

    private sealed record Piece(bool IsError, byte[] Bytes);

    private sealed class WatchedStream(Stream source, Action<byte[]> show) : AsyncStream
    {
        public override bool CanRead => true;

        public override bool CanWrite => false;

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await source.ReadAsync(buffer, cancellationToken);
            if (count > 0)
            {
                show(buffer[..count].ToArray());
            }

            return count;
        }

        public override ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();
    }
}
