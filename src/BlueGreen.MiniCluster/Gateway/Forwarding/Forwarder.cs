using System.Net;
using System.Text;
using BlueGreen.MiniCluster.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Sends requests to pods and their answers to clients.</summary>
/// <remarks>
/// A request goes (1) to a pod that is ready now, (2) as one try with the route's limits, (3) once more to another
/// pod when the failure and the route's policy allow it, and (4) its answer to the client, piece by piece. What an
/// app may have seen is repeated only on the route's own demand, or when repeating changes nothing: a GET, HEAD or
/// OPTIONS without body whose connection ended before the answer began. That is what a pod does that closes a kept-
/// alive connection just as the request comes. A POST is never repeated for that reason.
/// An answer that begins before the request's body is sent is passed on once the body is: the client library of
/// HTTP/1.1 reads no answer before. An app that echoes a large body while it reads therefore stalls; WebSockets do not.
/// </remarks>
internal sealed class Forwarder : IDisposable
{
    private readonly HttpMessageInvoker _pods;
    private readonly InFlight _inFlight;
    private readonly Func<RouteTable> _table;

    /// <summary>Prepares connections.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="inFlight">Counts requests per pod.</param>
    /// <param name="table">Gives the table of now: a retry may go to a pod that was not there at first.</param>
    public Forwarder(GatewayOptions options, InFlight inFlight, Func<RouteTable> table)
    {
        (_inFlight, _table) = (inFlight, table);
#pragma warning disable CA2000 // The invoker owns its handler and disposes it.
        _pods = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = options.MaxRequestHeaderBytes / 1024,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            UseCookies = false,
            UseProxy = false,
        });
#pragma warning restore CA2000
    }

    /// <summary>Gets the connections to pods, for mirrors.</summary>
    public HttpMessageInvoker Pods => _pods;

    /// <summary>Forwards one request.</summary>
    /// <param name="exchange">The request; its first pod is chosen and counted already.</param>
    /// <returns>
    /// Null when the client has the whole answer of a pod; otherwise why not, and then nothing was written.
    /// </returns>
    public async Task<Failure?> ForwardAsync(Exchange exchange)
    {
        for (var attempt = 0; ; attempt++)
        {
            var endpoint = exchange.Endpoint!;
            Failure failure;
            try
            {
                var (answer, failed) = await TryAsync(exchange, attempt);
                if (answer is not null)
                {
                    using (answer)
                    {
                        return await WriteAsync(exchange, answer); // (4)
                    }
                }

                failure = failed!;
            }
            finally
            {
                _inFlight.Leave(endpoint.Pod);
            }

            if (!MayRepeat(exchange, failure, attempt) || Choose(exchange) is null) // (3)
            {
                return attempt > 0 && failure.Status > 0 ? failure with { Flags = $"{failure.Flags},URX" } : failure;
            }
        }
    }

    /// <summary>Chooses a pod for a request, and counts the request there.</summary>
    /// <param name="table">The table to choose by.</param>
    /// <param name="destination">Where the request goes.</param>
    /// <param name="tried">The pod that was tried last, or null.</param>
    /// <returns>The pod, or null when none is ready.</returns>
    public PodAddress? Enter(RouteTable table, Destination destination, PodAddress? tried)
    {
        var endpoint = table.Groups.TryGetValue(destination, out var group) ? group.Pick(tried) : null;
        if (endpoint is not null)
        {
            _inFlight.Enter(endpoint.Pod);
        }

        return endpoint;
    }

    /// <inheritdoc/>
    public void Dispose() => _pods.Dispose();

    private static bool MayRepeat(Exchange exchange, Failure failure, int attempt)
    {
        var policy = exchange.Decision.Action.Retries;
        var repeatable = policy.Conditions | RetryConditions.Status;
        var isAllowed = attempt < policy.Attempts && (failure.Kind & repeatable) != RetryConditions.None;
        var isStaleConnection = attempt == 0 && failure.Kind == RetryConditions.Reset && exchange.IsSafeToRepeat;
        return (isAllowed || isStaleConnection) && CanSendAgain(exchange);
    }

    private static bool CanSendAgain(Exchange exchange) =>
        exchange.Body is not { IsStarted: true } && !exchange.Lifetime.Token.IsCancellationRequested;

    // A pod that switches protocols without being asked, or sends a header that HTTP does not have, did not answer.
    private static bool TryWriteHead(Exchange exchange, HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols && !exchange.IsWebSocket)
        {
            return false;
        }

        try
        {
            AnswerWriter.WriteHead(exchange, answer);
            return true;
        }
        catch (InvalidOperationException)
        {
            exchange.Context.Response.Clear();
            return false;
        }
    }

    // Null, or a failure after which the client's connection is cut: half an answer must not look like a whole one.
    private static async Task<Failure?> WriteAsync(Exchange exchange, HttpResponseMessage answer)
    {
        if (!TryWriteHead(exchange, answer))
        {
            return Failure.Protocol;
        }

        try
        {
            if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
            {
                await AnswerWriter.TunnelAsync(exchange, answer);
                return null;
            }

            await using var body = await answer.Content.ReadAsStreamAsync(exchange.Lifetime.Token);
            await AnswerWriter.WriteBodyAsync(exchange, body);
            return null;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            var failure = Failure.From(e, exchange.Lifetime, exchange.Body);
            exchange.Context.Abort();
            return failure with { Status = 0 };
        }
    }

    private PodAddress? Choose(Exchange exchange)
    {
        var next = Enter(_table(), exchange.Decision.Target.Destination, exchange.Endpoint);
        exchange.Endpoint = next ?? exchange.Endpoint;
        return next;
    }

    private async Task<(HttpResponseMessage? Answer, Failure? Failure)> TryAsync(Exchange exchange, int attempt) // (2)
    {
        var policy = exchange.Decision.Action.Retries;
        using var request = OutgoingRequest.Create(exchange);
        using var own = policy.PerTryTimeout is { } limit ? exchange.Lifetime.StartTry(limit) : null;
        try
        {
            var answer = await _pods.SendAsync(request, (own ?? exchange.Lifetime).Token);
            exchange.Lifetime.Touch();
            if (attempt < policy.Attempts && policy.Statuses.Contains((int)answer.StatusCode) && CanSendAgain(exchange))
            {
                answer.Dispose();
                return (null, new Failure((int)answer.StatusCode, "", "", RetryConditions.Status));
            }

            return (answer, null);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException)
        {
            return (null, Failure.From(e, exchange.Lifetime, exchange.Body));
        }
    }
}
