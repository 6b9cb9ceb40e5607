using System.IO.Pipelines;

namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>One of the streams that a client opened on a connection: two directions that end on their own.</summary>
internal sealed class SpdyStream
{
    private const int MaximumPiece = 32 * 1024;
    private const int MaximumWaiting = 64 * 1024;

    private readonly SpdyConnection _connection;
    private readonly Pipe _input = new(new PipeOptions(
        pauseWriterThreshold: MaximumWaiting, resumeWriterThreshold: MaximumWaiting / 2));
    private int _isFinished;

    /// <summary>Takes a stream that the client has opened.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="id">Its number.</param>
    /// <param name="headers">What the client says that it is for.</param>
    public SpdyStream(SpdyConnection connection, uint id, IReadOnlyDictionary<string, string> headers)
    {
        (_connection, Id, Headers) = (connection, id, headers);
        Input = _input.Reader.AsStream();
    }

    /// <summary>Gets its number.</summary>
    public uint Id { get; }

    /// <summary>Gets what the client says that it is for.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets what the client writes.</summary>
    public Stream Input { get; }

    /// <summary>Gets what sends to the client.</summary>
    public Stream Output => new OutputStream(this);

    /// <summary>Says that nothing more comes from this side.</summary>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>When it is said.</returns>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isFinished, 1) == 0)
        {
            await _connection.SendAsync(SpdyFrame.Data(Id, [], isLast: true), cancellationToken);
        }
    }

    /// <summary>Takes what the client wrote; waits when too much of it is waiting already.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When there is room for more.</returns>
    internal async Task TakeAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        await _input.Writer.WriteAsync(data, cancellationToken);

    /// <summary>Takes that the client writes no more.</summary>
    internal void EndInput() => _input.Writer.Complete();

    private sealed class OutputStream(SpdyStream owner) : AsyncStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var at = 0; at < buffer.Length; at += MaximumPiece)
            {
                var piece = buffer.Slice(at, Math.Min(MaximumPiece, buffer.Length - at));
                var frame = SpdyFrame.Data(owner.Id, piece.Span, isLast: false);
                await owner._connection.SendAsync(frame, cancellationToken);
            }
        }
    }
}
