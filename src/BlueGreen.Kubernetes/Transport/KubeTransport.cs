using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using BlueGreen.Kubernetes.Authentication;
using BlueGreen.Kubernetes.Configuration;
using BlueGreen.Kubernetes.Errors;

namespace BlueGreen.Kubernetes.Transport;

/// <summary>The transport over the runtime's own HTTP stack: HTTP/2 or 1.1, connections kept and used again.</summary>
/// <remarks>
/// A request: (1) wait while the server wants to be left alone; (2) get the credential; (3) send; (4) on 401 get
/// another credential, once; (5) ask <see cref="RetryRule"/> whether to send again.
/// </remarks>
public sealed class KubeTransport : IClusterTransport
{
    // What the runtime says where the opening of a socket got no answer at all.
    private const HttpStatusCode NoAnswer = default;

    private readonly ClusterConnection _connection;
    private readonly TransportOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _gate = new();
    private readonly List<HttpMessageInvoker> _invokers = [];
    private readonly HoldBack _holdBack;
    private ClientCertificate? _certificate;
    private X509Certificate2Collection? _authorities;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="KubeTransport"/> class.</summary>
    /// <param name="connection">Where to, and as whom.</param>
    /// <param name="timeProvider">The clock of pauses and deadlines.</param>
    /// <param name="options">The limits; null is the defaults.</param>
    public KubeTransport(ClusterConnection connection, TimeProvider timeProvider, TransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _connection = connection;
        _timeProvider = timeProvider;
        _options = options ?? new TransportOptions();
        _holdBack = new HoldBack(_options.LongestPause, timeProvider);
    }

    /// <inheritdoc/>
    public Uri Server => _connection.Server;

    /// <inheritdoc/>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var outgoing = await OutgoingRequest.CaptureAsync(request, cancellationToken);
        var rule = new RetryRule(_options, _timeProvider);
        var maySignInAgain = true;
        while (true)
        {
            await _holdBack.PassAsync(rule.AttemptLimit, cancellationToken);
            var attempt = await AttemptAsync(outgoing, rule.AttemptLimit, cancellationToken);
            if (maySignInAgain && attempt is { Answer.StatusCode: HttpStatusCode.Unauthorized })
            {
                maySignInAgain = false;
                if (_connection.Authentication.Forget(attempt.Credential))
                {
                    attempt.Answer.Dispose();
                    continue;
                }
            }

            if (rule.Next(outgoing.Repetition, attempt.Answer, attempt.Failure) is not { } pause)
            {
                return attempt.Answer ?? throw attempt.Failure!;
            }

            if (attempt.Answer is { StatusCode: HttpStatusCode.TooManyRequests })
            {
                _holdBack.Ask(pause);
            }

            attempt.Answer?.Dispose();
            await Task.Delay(pause, _timeProvider, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<WebSocket?> ConnectAsync(
        Uri path, IReadOnlyList<string> subProtocols, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subProtocols);
        var credential = await _connection.Authentication.GetAsync(cancellationToken);
        var (socket, status) = await OpenSocketAsync(path, subProtocols, credential, cancellationToken);
        if (status == HttpStatusCode.Unauthorized && _connection.Authentication.Forget(credential))
        {
            credential = await _connection.Authentication.GetAsync(cancellationToken);
            (socket, _) = await OpenSocketAsync(path, subProtocols, credential, cancellationToken);
        }

        return socket;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _invokers.ForEach(invoker => invoker.Dispose());
            _invokers.Clear();
            _isDisposed = true;
        }
    }

    private async Task<Attempt> AttemptAsync(
        OutgoingRequest outgoing, TimeSpan limit, CancellationToken cancellationToken)
    {
        var credential = await _connection.Authentication.GetAsync(cancellationToken);
        using var timeout = new CancellationTokenSource(limit, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = outgoing.Build(_connection, credential);
            return new Attempt(await InvokerFor(credential).SendAsync(request, either.Token), null, credential);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Attempt(null, TransportFailure.From(Server, e), credential);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new Attempt(null, TimedOut(e, timeout.IsCancellationRequested ? limit : null), credential);
        }
    }

    private async Task<(WebSocket? Socket, HttpStatusCode Status)> OpenSocketAsync(
        Uri path, IReadOnlyList<string> subProtocols, ClusterCredential credential, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.AttemptTimeout, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
#pragma warning disable CA2000 // The open socket goes to the caller; one that did not open is disposed below.
        var socket = new ClientWebSocket();
#pragma warning restore CA2000
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(30);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        foreach (var protocol in subProtocols)
        {
            socket.Options.AddSubProtocol(protocol);
        }

        OutgoingRequest.Sign(_connection, credential, socket.Options.SetRequestHeader);
        try
        {
            var address = new UriBuilder(OutgoingRequest.Address(_connection, path));
            address.Scheme = address.Scheme is "https" ? Uri.UriSchemeWss : Uri.UriSchemeWs;
            await socket.ConnectAsync(address.Uri, InvokerFor(credential), either.Token);
            return (socket, HttpStatusCode.SwitchingProtocols);
        }
        catch (WebSocketException e)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            return status != NoAnswer ? (null, status) : throw TransportFailure.From(Server, e.InnerException ?? e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw TimedOut(e, timeout.IsCancellationRequested ? _options.AttemptTimeout : null);
        }
    }

    // A certificate belongs to a connection, not to a request: a new one needs new connections. The old stack stays
    // until the end, for watches still run on it; certificates are renewed hourly at most.
    private HttpMessageInvoker InvokerFor(ClusterCredential credential)
    {
        var certificate = credential.Certificate ?? _connection.CertificateFile?.Get() ?? _connection.ClientCertificate;
        var authorities = _connection.AuthorityFile?.Get() ?? _connection.CertificateAuthorities;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_invokers.Count == 0
                || !ReferenceEquals(certificate, _certificate) || !ReferenceEquals(authorities, _authorities))
            {
                var connection = _connection with { CertificateAuthorities = authorities };
#pragma warning disable CA2000 // The invoker owns the handler, and this transport the invoker.
                var handler = HandlerFactory.Create(connection, _options, certificate);
                _invokers.Add(new HttpMessageInvoker(handler, disposeHandler: true));
#pragma warning restore CA2000
                (_certificate, _authorities) = (certificate, authorities);
            }

            return _invokers[^1];
        }
    }

    private ClusterUnreachableException TimedOut(OperationCanceledException e, TimeSpan? attemptLimit)
    {
        var (cause, what, limit) = attemptLimit is { } waited
            ? (UnreachableCause.TimedOut, "answer", waited)
            : (UnreachableCause.ConnectTimedOut, "connection", _options.ConnectTimeout);
        return new ClusterUnreachableException(Server, cause, $"no {what} within {limit.TotalSeconds:0} s", e);
    }

    private sealed record Attempt(
        HttpResponseMessage? Answer, ClusterUnreachableException? Failure, ClusterCredential Credential);
}
