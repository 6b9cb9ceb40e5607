using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Accepts a WebSocket under a protocol whose name the base library refuses to send.</summary>
/// <remarks>
/// <c>SPDY/3.1+portforward.k8s.io</c> has a slash, which RFC 6455 does not allow there; kubectl asks for it, though,
/// and gives up without it. So the handshake, which is short, is made here.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2"/>
internal static class WebSocketTunnel
{
    private const string HandshakeId = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Accepts the request.</summary>
    /// <param name="http">A request that asks for a WebSocket.</param>
    /// <param name="protocol">The protocol, which the client has offered.</param>
    /// <returns>The bytes that go through it.</returns>
    public static async Task<Stream> AcceptAsync(HttpContext http, string protocol)
    {
        var headers = http.Response.Headers;
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = KeyFor(http.Request.Headers.SecWebSocketKey.ToString());
        headers.SecWebSocketProtocol = protocol;
        var connection = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
#pragma warning disable CA2000 // The stream owns the WebSocket and disposes it.
        return new WebSocketBytes(
            WebSocket.CreateFromStream(connection, new WebSocketCreationOptions { IsServer = true }));
#pragma warning restore CA2000
    }

    private static string KeyFor(string key)
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeId)));
#pragma warning restore CA5350
    }
}
