using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>
/// Serves HTTP/1.1 on 127.0.0.1 with one function: Kestrel alone, without a host that would listen to signals.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private const int MaxConnections = 20_000;

    private readonly KestrelServer _server;
    private readonly RequestDelegate _handle;
    private readonly TimeSpan _shutdownTimeout;

    /// <summary>Prepares the server.</summary>
    /// <param name="port">The port, or 0 for any free one; and the one it had before.</param>
    /// <param name="limits">What a request may be at most.</param>
    /// <param name="shutdownTimeout">How long requests may go on after <see cref="DisposeAsync"/>.</param>
    /// <param name="handle">Answers a request.</param>
    public LoopbackServer(
        (int Asked, int Before) port, RequestHeadLimits limits, TimeSpan shutdownTimeout, RequestDelegate handle)
    {
        var maxHeaderBytes = limits.Bytes;
        var options = new KestrelServerOptions
        {
            AddServerHeader = false,
            AllowResponseHeaderCompression = false,

            // A header is bytes to a proxy; Latin-1 carries each byte through.
            RequestHeaderEncodingSelector = static _ => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static _ => Encoding.Latin1,
        };
        options.Limits.MaxRequestHeadersTotalSize = maxHeaderBytes;
        options.Limits.MaxRequestLineSize = Math.Min(maxHeaderBytes, options.Limits.MaxRequestLineSize);
        options.Limits.RequestHeadersTimeout = limits.Timeout;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = MaxConnections;
        options.Listen(IPAddress.Loopback, port.Asked, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions
            {
                CreateBoundListenSocket = asked => KeptPorts.Bind(asked, port.Before),
            }),
            NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        _handle = handle;
        _shutdownTimeout = shutdownTimeout;
    }

    /// <summary>Gets the address, such as <c>http://127.0.0.1:8080</c>; known once started.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when connections are taken.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _server.StartAsync(new Application(_handle), cancellationToken);
        Url = new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_shutdownTimeout);
        await _server.StopAsync(limit.Token);
        _server.Dispose();
    }

    private sealed class Application(RequestDelegate handle) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handle(context);

        public void DisposeContext(HttpContext context, Exception? exception) =>
            (context as DefaultHttpContext)?.Uninitialize();
    }
}
