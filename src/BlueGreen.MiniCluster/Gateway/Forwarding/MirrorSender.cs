using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Sends copies of requests whose answers nobody reads.</summary>
/// <param name="forwarder">Chooses pods and has the connections.</param>
/// <param name="inFlight">Counts copies as requests of the pod that gets them.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class MirrorSender(Forwarder forwarder, InFlight inFlight, TimeProvider timeProvider)
{
    private const int MaxRunning = 256;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private int _running;

    /// <summary>Gets the largest body that is copied; requests with a larger one are not mirrored.</summary>
    public static int MaxBodyBytes => 1024 * 1024;

    /// <summary>Sends the copies; returns at once.</summary>
    /// <param name="exchange">The request, sent already.</param>
    /// <param name="table">The table to choose pods by.</param>
    public void Send(Exchange exchange, RouteTable table)
    {
        foreach (var mirror in exchange.Decision.Mirrors)
        {
            if (exchange.Body is { Copy: null } || Volatile.Read(ref _running) >= MaxRunning)
            {
                return;
            }

            if (forwarder.Enter(table, mirror, tried: null) is { } endpoint)
            {
#pragma warning disable CA2000 // SendAsync disposes the copy when its answer is read.
                _ = SendAsync(CreateCopy(exchange, endpoint), endpoint.Pod);
#pragma warning restore CA2000
            }
        }
    }

    private static HttpRequestMessage CreateCopy(Exchange exchange, PodAddress endpoint)
    {
        var headers = exchange.Context.Request.Headers;
        var message = OutgoingRequest.Create(exchange.Context, endpoint.Authority, exchange.Target);
        message.Headers.Remove("Host");
        message.Headers.TryAddWithoutValidation("Host", Shadow(headers.Host.ToString()));
        message.Content = exchange.Body is null ? null : new ByteArrayContent(exchange.Body.Copy!.Value.ToArray());
        OutgoingRequest.CopyHeaders(headers, message);
        return message;
    }

    // Envoy marks copies so that an app can tell them from requests of users.
    private static string Shadow(string authority)
    {
        var host = HostName.WithoutPort(authority);
        return $"{host}-shadow{authority[host.Length..]}";
    }

    private async Task SendAsync(HttpRequestMessage message, PodName pod)
    {
        Interlocked.Increment(ref _running);
        try
        {
            using var limit = new CancellationTokenSource(Limit, timeProvider);
            using var answer = await forwarder.Pods.SendAsync(message, limit.Token);
            await answer.Content.CopyToAsync(Stream.Null, limit.Token);
        }
        catch (Exception e)
            when (e is IOException or OperationCanceledException or HttpRequestException or ObjectDisposedException)
        {
            // Nobody waits for this answer; what happened to it is seen in the mirror's own logs.
        }
        finally
        {
            message.Dispose();
            inFlight.Leave(pod);
            Interlocked.Decrement(ref _running);
        }
    }
}
