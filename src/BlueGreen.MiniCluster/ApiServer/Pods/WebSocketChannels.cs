using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>
/// Carries the streams of a command over one WebSocket: the first byte of each message names the stream.
/// </summary>
internal sealed class WebSocketChannels : IAsyncDisposable
{
    /// <summary>The command's standard output.</summary>
    public const byte StandardOutput = 1;

    /// <summary>The command's standard error.</summary>
    public const byte StandardError = 2;

    /// <summary>Carries one <c>Status</c>, when the command has ended.</summary>
    public const byte Error = 3;

    private const byte StandardInput = 0;

    /// <summary>New in version 5: the other side writes no more to a stream.</summary>
    private const byte Close = 255;

    private const int MaximumMessage = 64 * 1024;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _closed;
    private readonly Task _reading;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly Pipe _input = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19));

    /// <summary>Begins to read what the client sends, until it closes the connection.</summary>
    /// <param name="socket">The connection; the caller disposes it.</param>
    /// <param name="hasInput">Whether the client's standard input is wanted; resizing never is.</param>
    /// <param name="aborted">Cancelled when the connection breaks.</param>
    public WebSocketChannels(WebSocket socket, bool hasInput, CancellationToken aborted)
    {
        _socket = socket;
        _closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        _reading = ReadAsync(hasInput);
    }

    /// <summary>Gets what is cancelled when the client has gone.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>Gets the command's standard input.</summary>
    public Stream Input => _input.Reader.AsStream(leaveOpen: true);

    /// <summary>Makes a stream that writes to a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>The stream.</returns>
    public Stream Output(byte channel) => new ChannelStream(this, channel);

    /// <summary>Sends one message.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="value">What to send.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>When it is sent.</returns>
    public Task WriteAsync(byte channel, JsonNode value, CancellationToken cancellationToken) =>
        WriteAsync(channel, JsonSerializer.SerializeToUtf8Bytes(value), cancellationToken);

    /// <summary>Says that all is sent, and waits for the client to say so too: it may still be reading.</summary>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <returns>When the client has closed, or at the limit.</returns>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, cancellationToken);
            await _reading.WaitAsync(EndLimit, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _reading.WaitAsync(EndLimit);
        _closed.Dispose();
        await _input.Reader.CompleteAsync();
        _sending.Dispose();
    }

    private async Task ReadAsync(bool hasInput)
    {
        var buffer = new byte[MaximumMessage];
        var channel = -1;
        try
        {
            while (await ReceiveAsync(buffer, _closed.Token) is { } message)
            {
                ReadOnlyMemory<byte> data = buffer.AsMemory(0, message.Count);
                if (channel < 0 && data.Length > 0)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }

                await TakeAsync(channel, data, hasInput, _closed.Token);
                channel = message.EndOfMessage ? -1 : channel;
            }

            await _closed.CancelAsync();
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            await _closed.CancelAsync();
        }
        finally
        {
            await _input.Writer.CompleteAsync();
        }
    }

    private async Task WriteAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var message = new byte[data.Length + 1];
        message[0] = channel;
        data.CopyTo(message.AsMemory(1));
        await _sending.WaitAsync(cancellationToken);
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<ValueWebSocketReceiveResult?> ReceiveAsync(
        Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var message = await _socket.ReceiveAsync(buffer, cancellationToken);
        return message.MessageType == WebSocketMessageType.Close ? null : message;
    }

    private async Task TakeAsync(
        int channel, ReadOnlyMemory<byte> data, bool hasInput, CancellationToken cancellationToken)
    {
        if (channel == StandardInput && hasInput && data.Length > 0)
        {
            await _input.Writer.WriteAsync(data, cancellationToken);
        }
        else if (channel == Close && data.Length > 0 && data.Span[0] == StandardInput)
        {
            await _input.Writer.CompleteAsync();
        }
    }

    private sealed class ChannelStream(WebSocketChannels channels, byte channel) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("Write to this stream asynchronously.");

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var at = 0; at < buffer.Length; at += MaximumMessage / 2)
            {
                var part = buffer.Slice(at, Math.Min(MaximumMessage / 2, buffer.Length - at));
                await channels.WriteAsync(channel, part, cancellationToken);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
