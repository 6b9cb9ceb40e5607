using System.Net.WebSockets;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Reads the messages of a WebSocket as one stream of bytes, and writes each piece as a message.</summary>
/// <remarks>
/// An empty message is no end, as it is for the base library's own stream: kubectl sends one after each frame without
/// data, and such a frame ends each forwarded connection.
/// </remarks>
/// <param name="socket">The WebSocket; disposed with this.</param>
internal sealed class WebSocketBytes(WebSocket socket) : AsyncStream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            while (true)
            {
                var message = await socket.ReceiveAsync(buffer, cancellationToken);
                if (message.Count > 0 || message.MessageType == WebSocketMessageType.Close)
                {
                    return message.Count;
                }
            }
        }
        catch (WebSocketException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await socket.SendAsync(buffer, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
        }
        catch (Exception e) when (e is WebSocketException or InvalidOperationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        socket.Dispose();
        base.Dispose(disposing);
    }
}
