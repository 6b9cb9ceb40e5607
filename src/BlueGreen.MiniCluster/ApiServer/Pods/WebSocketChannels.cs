using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>
/// Carries the streams of a command over one WebSocket: the first byte of each message names the stream.
/// </summary>
internal sealed class WebSocketChannels : ICommandChannels
{
    private const byte StandardOutput = 1;
    private const byte StandardError = 2;

    /// <summary>Carries one <c>Status</c>, when the command has ended.</summary>
    private const byte Ended = 3;

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
    /// <param name="socket">The connection; disposed with this.</param>
    /// <param name="hasInput">Whether the client's standard input is wanted; resizing never is.</param>
    /// <param name="aborted">Cancelled when the connection breaks.</param>
    public WebSocketChannels(WebSocket socket, bool hasInput, CancellationToken aborted)
    {
        _socket = socket;
        _closed = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Input = hasInput ? _input.Reader.AsStream(leaveOpen: true) : null;
        Output = new ChannelStream(this, StandardOutput);
        Error = new ChannelStream(this, StandardError);
        _reading = ReadAsync(hasInput);
    }

    /// <inheritdoc/>
    public CancellationToken Closed => _closed.Token;

    /// <inheritdoc/>
    public Stream? Input { get; }

    /// <inheritdoc/>
    public Stream Output { get; }

    /// <inheritdoc/>
    public Stream Error { get; }

    /// <inheritdoc/>
    public async Task EndAsync(JsonObject status)
    {
        await WriteAsync(Ended, JsonSerializer.SerializeToUtf8Bytes(status), Closed);
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, string.Empty, Closed);
            await _reading.WaitAsync(EndLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        _socket.Dispose();
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

    private sealed class ChannelStream(WebSocketChannels channels, byte channel) : AsyncStream
    {
        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            for (var at = 0; at < buffer.Length; at += MaximumMessage / 2)
            {
                var part = buffer.Slice(at, Math.Min(MaximumMessage / 2, buffer.Length - at));
                await channels.WriteAsync(channel, part, cancellationToken);
            }
        }
    }
}
