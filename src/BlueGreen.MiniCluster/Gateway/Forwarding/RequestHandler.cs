using System.Security.Cryptography;
using BlueGreen.MiniCluster.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Answers one request after the other by the table of the moment.</summary>
/// <remarks>
/// A request is (1) read, (2) decided by the table of now, (3) counted at its pod, (4) decided again if the table was
/// replaced between (2) and (3), so that a pod which nobody routes to and which has nothing in flight stays so, (5)
/// forwarded or answered, (6) recorded.
/// </remarks>
internal sealed class RequestHandler : IDisposable
{
    private readonly GatewayOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly Func<RouteTable> _table;
    private readonly Forwarder _forwarder;
    private readonly MirrorSender _mirrors;
    private int _active;

    /// <summary>Prepares.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="timeProvider">The clock of timeouts, delays and records.</param>
    /// <param name="table">Gives the table of now.</param>
    public RequestHandler(GatewayOptions options, TimeProvider timeProvider, Func<RouteTable> table)
    {
        (_options, _timeProvider, _table) = (options, timeProvider, table);
        Traffic = new TrafficLog(timeProvider);
        _forwarder = new Forwarder(options, InFlight, table);
        _mirrors = new MirrorSender(_forwarder, InFlight, timeProvider);
    }

    /// <summary>Gets the requests in flight.</summary>
    public InFlight InFlight { get; } = new();

    /// <summary>Gets the requests of the last two minutes.</summary>
    public TrafficLog Traffic { get; }

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>Completes when the answer is over.</returns>
    public async Task HandleAsync(HttpContext context)
    {
        var start = _timeProvider.GetTimestamp();
        var isTest = context.Request.Headers.Cookie.ToString().Contains(_options.TestCookie, StringComparison.Ordinal);
        var record = new RequestRecord();
        try
        {
            await (Interlocked.Increment(ref _active) > _options.MaxConcurrentRequests
                ? TellAsync(context, Failure.Overflow, record)
                : DecideAsync(context, record));
        }
        finally
        {
            Interlocked.Decrement(ref _active);
            Traffic.Add(record.Color, isTest, record.IsFailed, _timeProvider.GetElapsedTime(start)); // (6)
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _forwarder.Dispose();

    private static string NewRequestId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");

    private async Task DecideAsync(HttpContext context, RequestRecord record)
    {
        var isWebSocket = HopHeaders.AsksForWebSocket(context);
        var isEndInDoubt = IsEndInDoubt(context.Request.Headers);
        HopHeaders.RemoveFrom(context.Request.Headers);
        if (isEndInDoubt || RequestTarget.Read(context) is not { } head) // (1)
        {
            await TellAsync(context, Failure.ClientProtocol, record);
            return;
        }

        var (decision, endpoint) = Admit(head);
        if (decision.Delay is { } delay)
        {
            await Task.Delay(delay, _timeProvider, context.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        switch (decision) // (5)
        {
            case Answer answer:
                await TellAsync(context, answer, record);
                break;
            case Forward forward when endpoint is null:
                await TellAsync(context, WhyNone(forward.Target.Destination), record);
                break;
            case Forward forward:
                await ForwardAsync(context, new Admission(head, forward, endpoint, isWebSocket), record);
                break;
        }
    }

    private (RouteDecision Decision, PodAddress? Endpoint) Admit(RequestHead head)
    {
        const int Rounds = 3;
        for (var round = 1; ; round++)
        {
            var table = _table();
            var decision = table.Decide(head, _options.Draw); // (2)
            if (decision is not Forward forward)
            {
                return (decision, null);
            }

            var endpoint = _forwarder.Enter(table, forward.Target.Destination, tried: null); // (3)
            if (endpoint is null || round == Rounds || ReferenceEquals(table, _table()))
            {
                return (decision, endpoint);
            }

            InFlight.Leave(endpoint.Pod); // (4)
        }
    }

    private Failure WhyNone(Destination destination) =>
        _table().Groups.TryGetValue(destination, out var group) && group.Missing is null
            ? Failure.NoHealthyPod
            : Failure.NoCluster;

    private async Task ForwardAsync(HttpContext context, Admission admission, RequestRecord record)
    {
        var (head, forward, endpoint, isWebSocket) = admission;
        PrepareHeaders(context, forward);
        var timeout = isWebSocket ? null : forward.Action.Timeout;
        using var lifetime = new RequestLifetime(
            _options.StreamIdleTimeout, timeout, _timeProvider, context.RequestAborted);
        var exchange = new Exchange(context, head, forward, lifetime)
        {
            Body = NeedsBody(context) ? new IncomingBody(context, lifetime, BytesToCopy(forward)) : null,
            Endpoint = endpoint,
            IsWebSocket = isWebSocket,
        };
        if (exchange.Body is null)
        {
            lifetime.BeginDeadline();
        }

        var failure = await _forwarder.ForwardAsync(exchange);
        record.Color = exchange.Endpoint!.Color;
        if (failure is { Status: > 0 })
        {
            await TellAsync(context, failure, record);
        }

        record.IsFailed |= context.Response.StatusCode >= 500 || failure is { Status: 0, Flags: not "DC" };
        _mirrors.Send(exchange, _table());
        await (exchange.Body?.StopAsync() ?? Task.CompletedTask);
    }

    // Envoy refuses a message that says its length in both ways, for two servers may disagree about where it ends.
    // Kestrel believes the chunks and keeps the other length under a name of its own. Of codings, Envoy takes one.
    private static bool IsEndInDoubt(IHeaderDictionary headers) => headers.TransferEncoding.Count > 0
        && (headers.ContainsKey("X-Content-Length")
            || !"chunked".Equals(headers.TransferEncoding.ToString(), StringComparison.OrdinalIgnoreCase));

    private static void PrepareHeaders(HttpContext context, Forward forward)
    {
        OutgoingRequest.AddProxyHeaders(context, NewRequestId);
        var headers = context.Request.Headers;
        headers.Host = forward.Authority ?? headers.Host;
        forward.Target.Request.ApplyTo(headers);
        forward.Route.Request.ApplyTo(headers);
    }

    // A POST always has a content, empty if need be: the HTTP client then never sends it again by itself.
    private static bool NeedsBody(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true }
        || context.Request.Method is not ("GET" or "HEAD" or "OPTIONS" or "TRACE");

    private static int BytesToCopy(Forward forward) => forward.Mirrors.Count > 0 ? MirrorSender.MaxBodyBytes : 0;

    private static async Task TellAsync(HttpContext context, Failure failure, RequestRecord record)
    {
        record.IsFailed = failure.Status >= 500;
        if (failure.Status == StatusCodes.Status408RequestTimeout)
        {
            // The rest of the body is not waited for: nobody knows when it would end.
            context.Response.Headers.Connection = "close";
        }

        await AnswerWriter.WriteAsync(context, failure.Status, failure.Flags, failure.Body);
    }

    private static async Task TellAsync(HttpContext context, Answer answer, RequestRecord record)
    {
        record.IsFailed = answer.Status >= 500;
        context.Response.Headers.Location = answer.Location;
        answer.Route?.Response.ApplyTo(context.Response.Headers);
        await AnswerWriter.WriteAsync(context, answer.Status, answer.Flags, answer.Body);
    }

    private sealed record Admission(RequestHead Head, Forward Forward, PodAddress Endpoint, bool IsWebSocket);

    private sealed class RequestRecord
    {
        public string Color { get; set; } = "";

        public bool IsFailed { get; set; }
    }
}
