using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>
/// Answers <c>pods/portforward</c>: each connection of the client is a pair of streams, one for data, one for errors.
/// </summary>
/// <param name="runtime">Knows the ports.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"/>
internal sealed class PortForwardEndpoint(IPodRuntime runtime)
{
    private const string Protocol = "portforward.k8s.io";
    private const int MaximumWaiting = 64;
    private const string Tunnelled = $"SPDY/3.1+{Protocol}";

    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="aborted">Cancelled when the connection breaks or the server stops.</param>
    /// <returns>When the client has gone.</returns>
    public async Task AnswerAsync(ApiCall call, JsonObject pod, CancellationToken aborted)
    {
        if (pod.Text("status", "phase") is not "Running" and var phase)
        {
            throw ApiErrors.BadRequest($"unable to forward port because pod is not running. Current status={phase}");
        }

        await using var connection = new SpdyConnection(await OpenAsync(call), aborted);
        var waiting = new Dictionary<string, SpdyStream>(StringComparer.Ordinal);
        var tunnels = new List<Task>();
        await foreach (var stream in connection.Accepted.ReadAllAsync(CancellationToken.None))
        {
            var request = stream.Headers.GetValueOrDefault("requestid", string.Empty);
            if (!waiting.Remove(request, out var other))
            {
                waiting[request] = waiting.Count < MaximumWaiting
                    ? stream
                    : throw new SpdyException($"over {MaximumWaiting} streams wait for another of the same request");
                continue;
            }

            var (data, error) = IsData(stream) ? (stream, other) : (other, stream);
            tunnels.RemoveAll(tunnel => tunnel.IsCompleted);
            tunnels.Add(new PortTunnel(data, error).RunAsync(PortOf(call, data), connection.Closed));
        }

        await Task.WhenAll(tunnels);
    }

    private static bool IsData(SpdyStream stream) => stream.Headers.GetValueOrDefault("streamtype") is "data";

    // kubectl from 1.31 on sends SPDY through a WebSocket, which more proxies let through.
    private static async Task<Stream> OpenAsync(ApiCall call)
    {
        var sockets = call.Http.WebSockets;
        if (sockets.IsWebSocketRequest
            && sockets.WebSocketRequestedProtocols.Contains(Tunnelled, StringComparer.Ordinal))
        {
            return await WebSocketTunnel.AcceptAsync(call.Http, Tunnelled);
        }

        return SpdyUpgrade.IsAskedFor(call.Http)
            ? await SpdyUpgrade.AcceptAsync(call.Http, Protocol)
            : throw ApiErrors.BadRequest("you must use a client that upgrades: SPDY/3.1, or SPDY/3.1 over WebSocket");
    }

    private ForwardedPort PortOf(ApiCall call, SpdyStream data)
    {
        var text = data.Headers.GetValueOrDefault("port", string.Empty);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        return new ForwardedPort(text, isNumber ? runtime.FindPort(call.Namespace!, call.Name, port) : null);
    }
}
