using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Probes;

/// <summary>Makes one try of a probe.</summary>
internal sealed class ProbeChecks : IDisposable
{
    // A probe asks the process itself, each time anew: no proxy, no cookie, no redirect and no kept connection in
    // between.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Tries.</summary>
    /// <param name="probe">What to do.</param>
    /// <param name="target">Whom to ask.</param>
    /// <param name="cancellationToken">Ends the try; the caller sets the probe's limit.</param>
    /// <returns>Null when it succeeded, otherwise why not.</returns>
    public async Task<string?> TryAsync(JsonObject probe, IProbeTarget target, CancellationToken cancellationToken)
    {
        try
        {
            return probe switch
            {
                _ when probe["httpGet"] is JsonObject get => await GetAsync(get, target, cancellationToken),
                _ when probe["tcpSocket"] is JsonObject tcp => await ConnectAsync(tcp, target, cancellationToken),
                _ when probe["exec"] is JsonObject exec =>
                    await target.ExecAsync(exec.Texts("command"), cancellationToken),
                _ => "the mini-cluster knows httpGet, tcpSocket and exec only",
            };
        }
        catch (Exception error) when (error is HttpRequestException or SocketException or UriFormatException)
        {
            return error.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<string?> ConnectAsync(
        JsonObject tcp, IProbeTarget target, CancellationToken cancellationToken)
    {
        if (target.FindPort(tcp["port"]) is not { } port)
        {
            return $"the container has no port {tcp["port"]?.ToJsonString()}";
        }

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return null;
    }

    private async Task<string?> GetAsync(JsonObject get, IProbeTarget target, CancellationToken cancellationToken)
    {
        if (get.Text("scheme") is not (null or "HTTP"))
        {
            return "the mini-cluster probes with scheme HTTP only";
        }

        if (target.FindPort(get["port"]) is not { } port)
        {
            return $"the container has no port {get["port"]?.ToJsonString()}";
        }

        var path = get.Text("path") ?? "/";
        var separator = path.StartsWith('/') ? string.Empty : "/";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{separator}{path}");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        foreach (var header in get.Items("httpHeaders"))
        {
            request.Headers.TryAddWithoutValidation(header.Text("name") ?? string.Empty, header.Text("value"));
        }

        using var response =
            await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var status = (int)response.StatusCode;
        return status is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {status}";
    }
}

/// <summary>The container that a probe asks.</summary>
internal interface IProbeTarget
{
    /// <summary>Finds the port on loopback that a probe means.</summary>
    /// <param name="port">A number or a name, as the manifest has it.</param>
    /// <returns>The port, or null.</returns>
    int? FindPort(JsonNode? port);

    /// <summary>Runs a command in the container.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>Null when it answered 0, otherwise what it printed.</returns>
    Task<string?> ExecAsync(IReadOnlyList<string> command, CancellationToken cancellationToken);
}
