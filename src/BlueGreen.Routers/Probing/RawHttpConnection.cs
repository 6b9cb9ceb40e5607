using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace BlueGreen.Routers.Probing;

/// <summary>One connection to an HTTP/1.1 server, one request at a time. Never retries.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112"/>
public sealed class RawHttpConnection : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly HttpResponseReader _reader;
    private readonly string _authority;

    private RawHttpConnection(Stream stream, string authority)
    {
        _stream = stream;
        _authority = authority;
        _reader = new HttpResponseReader(stream);
    }

    /// <summary>Connects.</summary>
    /// <param name="url">Scheme, host and port.</param>
    /// <param name="host">The host users call, which the certificate must be for; null for that of the
    /// address.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<RawHttpConnection> OpenAsync(Uri url, string? host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
#pragma warning disable CA2000 // The connection owns the stream, and the stream the socket; a failure disposes it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var isOpen = false;
        try
        {
            await socket.ConnectAsync(url.IdnHost, url.Port, cancellationToken);
            var plain = new NetworkStream(socket, ownsSocket: true);
            var stream = string.Equals(url.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal)
                ? await SecureAsync(plain, host is null ? url.IdnHost : NameOf(host), cancellationToken) : plain;
            isOpen = true;
#pragma warning restore CA2000
            return new RawHttpConnection(stream, AuthorityOf(url));
        }
        finally
        {
            if (!isOpen)
            {
                socket.Dispose();
            }
        }
    }

    /// <summary>Sends a GET request and reads the whole answer.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Stops it; the connection is then of no more use.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="IOException">The connection ended, or what came is not HTTP.</exception>
    public async Task<RawHttpResponse> SendAsync(RawHttpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"GET {request.Path} HTTP/1.1\r\nHost: {request.Host ?? _authority}\r\nUser-Agent: " +
                $"bluegreen-probe\r\nAccept: */*\r\n" +
            $"{request.Headers}{(request.Close ? "Connection: close\r\n" : string.Empty)}\r\n");
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken);
        return await _reader.ReadAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<Stream> SecureAsync(Stream stream, string name, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name }, cancellationToken);
        return secure;
    }

    /// <summary>A gateway chooses certificate and route by the name, which knows no port.</summary>
    private static string NameOf(string host) =>
        Uri.TryCreate($"https://{host}", UriKind.Absolute, out var url) ? url.IdnHost : host;

    private static string AuthorityOf(Uri url)
    {
        var name = url.HostNameType == UriHostNameType.IPv6 ? $"[{url.IdnHost}]" : url.IdnHost;
        return url.IsDefaultPort ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{url.Port}");
    }
}

/// <summary>One GET request.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="Host">The Host header, or null for the connection's own.</param>
/// <param name="Headers">Further header lines, each ended by CRLF; empty for none.</param>
/// <param name="Close">Whether the connection ends with the answer.</param>
public sealed record RawHttpRequest(string Path, string? Host, string Headers, bool Close);
