using System.Net;
using System.Text.Json;
using BlueGreen.MiniCluster.Gateway;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Page;

/// <summary>
/// Shows the cluster to people: which color is live, what its pods do, where requests go, what to type.
/// </summary>
/// <remarks>
/// One page without anything from the network. It asks for <c>/state.json</c> every second and puts every word of
/// the cluster into it as text, never as HTML. It answers only under loopback names, so that no other site's script
/// can read it through a name of its own.
/// </remarks>
internal sealed class PageServer : IAsyncDisposable
{
    private const int SecondsShown = 60;

    private static readonly RequestHeadLimits HeadLimits = new(16 * 1024, TimeSpan.FromSeconds(10));

    private readonly PageOptions _options;
    private readonly IObjectSource _source;
    private readonly GatewayServer _gateway;
    private readonly TimeProvider _timeProvider;
    private readonly LoopbackServer _server;

    /// <summary>Prepares the page; <see cref="StartAsync"/> begins.</summary>
    /// <param name="options">Port and texts.</param>
    /// <param name="source">The cluster; it outlives the page.</param>
    /// <param name="gateway">Tells traffic and requests in flight; it outlives the page.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public PageServer(
        PageOptions options, IObjectSource source, GatewayServer gateway, TimeProvider? timeProvider = null)
    {
        (_options, _source, _gateway) = (options, source, gateway);
        _timeProvider = timeProvider ?? TimeProvider.System;
        _server = new LoopbackServer(
            (options.Port, options.PortBefore), HeadLimits, TimeSpan.FromSeconds(1), HandleAsync);
    }

    /// <summary>Gets the address, known once started.</summary>
    public Uri Url => _server.Url;

    /// <summary>Begins to listen.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the page can be opened.</returns>
    public Task StartAsync(CancellationToken cancellationToken) => _server.StartAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
        if (!IsLoopbackName(context.Request.Host.Host) || context.Request.Method is not "GET")
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        switch (context.Request.Path.Value)
        {
            case "/":
                response.ContentType = "text/html; charset=utf-8";
                await response.WriteAsync(PageHtml.Text, context.RequestAborted);
                break;
            case "/state.json":
                response.ContentType = "application/json";
                await JsonSerializer.SerializeAsync(
                    response.Body, Read(), JsonSerializerOptions.Web, context.RequestAborted);
                break;
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static bool IsLoopbackName(string host) =>
        host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private PageState Read()
    {
        var now = _timeProvider.GetUtcNow();
        var gateway = _gateway.Url.ToString();
        return new PageState(
            now,
            gateway,
            new AppReader(_source.Read(), _gateway).Read(),
            [.. ReadTraffic(now)],
            [.. Commands(gateway)]);
    }

    private IEnumerable<TrafficPoint> ReadTraffic(DateTimeOffset now) => _gateway.Traffic
        .Read(TimeSpan.FromSeconds(SecondsShown))
        .GroupBy(bucket => ((int)((now - bucket.Start) / TimeSpan.FromMilliseconds(500)), bucket.Color))
        .Select(group => new TrafficPoint(
            group.Key.Item1,
            group.Key.Color,
            group.Where(bucket => !bucket.IsTest).Sum(bucket => bucket.Requests),
            group.Where(bucket => bucket.IsTest).Sum(bucket => bucket.Requests),
            group.Sum(bucket => bucket.Failed)));

    private IEnumerable<Command> Commands(string gateway)
    {
        if (_options.KubeconfigPath is { } path)
        {
            yield return new Command("Talk to this cluster", $"export KUBECONFIG={ShellText.Quote(path)}");
            yield return new Command("See both colors", "kubectl get deployments,pods -L color");
        }

        yield return new Command("Ask as a user", $"curl -i {gateway}");
        yield return new Command(
            "Ask as a tester", $"curl -i --cookie {ShellText.Quote(_options.TestCookie)} {gateway}");
    }
}
