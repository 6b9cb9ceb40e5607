using System.Buffers.Binary;
using System.Threading.Channels;

namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>
/// The server's side of SPDY/3.1, as far as kubectl speaks it: many streams over one connection, opened by the client.
/// </summary>
/// <remarks>
/// kubectl before 1.31 asks for commands and ports in this way alone. Windows are not kept, for its library keeps none
/// either: a stream that nobody reads stops the whole connection once its limit is reached.
/// </remarks>
/// <seealso href="https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/"/>
internal sealed class SpdyConnection : IAsyncDisposable
{
    private const int MaximumStreams = 256;
    private const int MaximumControlLength = 16 * 1024;
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Stream _transport;
    private readonly CancellationTokenSource _closed;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly SpdyHeaderReader _headers = new();
    private readonly Dictionary<uint, SpdyStream> _open = [];
    private readonly Channel<SpdyStream> _accepted = Channel.CreateBounded<SpdyStream>(MaximumStreams);
    private readonly Task _reading;
    private bool _hasReplied;

    /// <summary>Begins to read.</summary>
    /// <param name="transport">The connection after its upgrade; disposed with this.</param>
    /// <param name="aborted">Cancelled when the connection breaks or the server stops.</param>
    public SpdyConnection(Stream transport, CancellationToken aborted)
    {
        _transport = transport;
        _closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _reading = Task.Run(ReadAsync, CancellationToken.None);
    }

    /// <summary>Gets what is cancelled when the client has gone.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Gets the streams in the order in which the client opened them.</summary>
    public ChannelReader<SpdyStream> Accepted => _accepted.Reader;

    /// <summary>Sends a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Ends the wait for frames before it.</param>
    /// <returns>When it is sent.</returns>
    public async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _transport.WriteAsync(frame, cancellationToken);
            await _transport.FlushAsync(cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Waits for the client to close: it may still be reading what was sent last.</summary>
    /// <returns>When it has, or at the limit.</returns>
    public Task WaitForCloseAsync() => EndOfReadingAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await EndOfReadingAsync();
        await _transport.DisposeAsync();
        _closed.Dispose();
        _headers.Dispose();
        _sending.Dispose();
    }

    private async Task EndOfReadingAsync()
    {
#pragma warning disable VSTHRD003 // The constructor started this task on the thread pool, which never waits for us.
        await _reading.WaitAsync(EndLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
    }

    private async Task ReadAsync()
    {
        try
        {
            var head = new byte[SpdyFrame.HeadLength];
            while (true)
            {
                await _transport.ReadExactlyAsync(head, Closed);
                var frame = SpdyFrame.Read(head);
                await (frame.IsControl ? ReadControlAsync(frame) : ReadDataAsync(frame));
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has gone, or does not keep to the protocol: the end of its streams says so.
        }
        finally
        {
            await _closed.CancelAsync();
            foreach (var stream in _open.Values)
            {
                stream.EndInput();
            }

            _accepted.Writer.Complete();
        }
    }

    private async Task ReadDataAsync(SpdyFrame frame)
    {
        _open.TryGetValue(frame.StreamId, out var stream);
        var buffer = new byte[Math.Min(frame.Length, MaximumControlLength)];
        for (var left = frame.Length; left > 0;)
        {
            var piece = buffer.AsMemory(0, Math.Min(left, buffer.Length));
            await _transport.ReadExactlyAsync(piece, Closed);
            await (stream?.TakeAsync(piece, Closed) ?? Task.CompletedTask);
            left -= piece.Length;
        }

        if (frame.IsLast)
        {
            EndInput(frame.StreamId);
        }
    }

    private async Task ReadControlAsync(SpdyFrame frame)
    {
        if (frame.Length > MaximumControlLength)
        {
            throw new SpdyException($"a control frame has {frame.Length} bytes");
        }

        var payload = new byte[frame.Length];
        await _transport.ReadExactlyAsync(payload, Closed);
        switch (frame.Type)
        {
            case SpdyFrameType.SynStream:
                await AcceptAsync(frame, payload);
                break;
            case SpdyFrameType.Headers:
                // Nobody needs them, but the headers that follow are compressed against them.
                _ = _headers.Read(Part(payload, 4));
                break;
            case SpdyFrameType.RstStream:
                EndInput(StreamIdOf(payload));
                break;
            case SpdyFrameType.Ping:
                await SendAsync(SpdyFrame.Pong(payload), Closed);
                break;
            default:
                // Settings and windows change nothing here, and a client that goes away closes the connection.
                break;
        }
    }

    private async Task AcceptAsync(SpdyFrame frame, byte[] payload)
    {
        const int BeforeHeaders = 10;
        var headers = _headers.Read(Part(payload, BeforeHeaders));
        var id = StreamIdOf(payload);
        var stream = new SpdyStream(this, id, headers);
        if (_open.Count >= MaximumStreams || !_open.TryAdd(id, stream))
        {
            await SendAsync(SpdyFrame.Refusal(id), Closed);
            return;
        }

        if (frame.IsLast)
        {
            EndInput(id);
        }

        await SendAsync(SpdyFrame.Reply(id, isFirst: !_hasReplied), Closed);
        _hasReplied = true;
        await _accepted.Writer.WriteAsync(stream, Closed);
    }

    private void EndInput(uint id)
    {
        if (_open.Remove(id, out var stream))
        {
            stream.EndInput();
        }
    }

    private static uint StreamIdOf(byte[] payload) =>
        BinaryPrimitives.ReadUInt32BigEndian(Part(payload, 0)) & 0x7FFF_FFFF;

    private static ReadOnlySpan<byte> Part(byte[] payload, int from) => payload.Length >= from + sizeof(uint)
        ? payload.AsSpan(from)
        : throw new SpdyException($"a control frame has only {payload.Length} bytes");
}
