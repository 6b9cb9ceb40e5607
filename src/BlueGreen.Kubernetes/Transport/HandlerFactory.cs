using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using BlueGreen.Kubernetes.Configuration;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>Makes the HTTP stack for a connection: TLS, proxy, limits.</summary>
internal static class HandlerFactory
{
    private const int MaxHeaderKib = 64;

    public static SocketsHttpHandler Create(
        ClusterConnection connection, TransportOptions options, ClientCertificate? certificate)
    {
        var tls = ServerCertificateCheck.Options(connection, certificate);
        var handler = new SocketsHttpHandler
        {
            // A redirect or a cookie would carry the credentials somewhere else.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxResponseHeadersLength = MaxHeaderKib,
            EnableMultipleHttp2Connections = true,

            // A watch may be silent for minutes; the ping finds out whether anybody is still there.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            SslOptions = tls,
        };
        if (connection.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = CredentialsOf(proxy) };
        }
        else
        {
            // As kubectl has it: the environment's proxy is never asked for this very machine.
            handler.UseProxy = !connection.Server.IsLoopback;
        }

        if (connection is { TlsServerName: { } name, Proxy: null })
        {
            handler.UseProxy = false;
            handler.ConnectCallback = (context, token) => ConnectAsync(context, tls, name, token);
        }

        return handler;
    }

    // The runtime derives the name to check from the Host header or the address, and cannot be told another one. So the
    // handshake is made here; the handler goes on with the stream that it is given.
    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        SslClientAuthenticationOptions tls,
        string name,
        CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream that is returned owns the socket; on failure it is disposed below.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (context.InitialRequestMessage.RequestUri?.Scheme is "http" or "ws")
            {
                return stream;
            }

            var secure = new SslStream(stream);
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = name,
                    CertificateChainPolicy = tls.CertificateChainPolicy,
                    CertificateRevocationCheckMode = tls.CertificateRevocationCheckMode,
                    ClientCertificateContext = tls.ClientCertificateContext,
                    RemoteCertificateValidationCallback = tls.RemoteCertificateValidationCallback,
                    ApplicationProtocols = context.InitialRequestMessage.Version.Major >= 2
                        ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
                        : [SslApplicationProtocol.Http11],
                },
                cancellationToken);
            return secure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static NetworkCredential? CredentialsOf(Uri proxy) => proxy.UserInfo.Split(':', 2) switch
    {
        [{ Length: > 0 } name, var password] =>
            new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)),
        [{ Length: > 0 } name] => new NetworkCredential(Uri.UnescapeDataString(name), ""),
        _ => null,
    };
}
