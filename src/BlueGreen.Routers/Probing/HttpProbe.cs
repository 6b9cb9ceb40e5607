using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Probing;

/// <summary>Calls the entry point over HTTP/1.1 as a client that never retries.</summary>
/// <remarks>
/// .NET's own HTTP client sends a request again in silence when a kept-alive connection was closed before the answer:
/// a lost
/// request would not be seen. This one has its own small reading of HTTP and fails openly.
/// </remarks>
/// <param name="options">Where and how to call.</param>
/// <param name="time">The clock.</param>
public sealed class HttpProbe(ProbeOptions options, TimeProvider time) : IProbe, IAsyncDisposable
{
    private readonly ConcurrentBag<RawHttpConnection> _idle = [];

    /// <inheritdoc/>
    public async Task<ProbeAnswer> CallAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var startedAt = time.GetTimestamp();
        try
        {
            var response = await SendAsync(request, either.Token);
            return Answer(response, startedAt);
        }
        catch (Exception failed) when (failed is IOException or System.Net.Sockets.SocketException
            or System.Security.Authentication.AuthenticationException
            || (failed is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var error = failed is OperationCanceledException
                ? $"no complete answer within {options.Timeout.TotalSeconds:0.#} s" : failed.Message;
            return new ProbeAnswer(0, null, null, string.Empty, error, startedAt, time.GetTimestamp());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private async Task<RawHttpResponse> SendAsync(ProbeRequest request, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // Given back to the idle ones, or disposed in the finally block.
        var connection = await ConnectAsync(request, cancellationToken);
#pragma warning restore CA2000
        try
        {
            var headers = request.WithCookie ? $"Cookie: {options.Cookie}\r\n" : string.Empty;
            var response = await connection!.SendAsync(
                new RawHttpRequest(request.Path, options.Host, headers, request.NewConnection), cancellationToken);
            if (response.KeepsAlive && !request.NewConnection)
            {
                _idle.Add(connection);
                connection = null;
            }

            return response;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    private async Task<RawHttpConnection?> ConnectAsync(ProbeRequest request, CancellationToken cancellationToken) =>
        !request.NewConnection && _idle.TryTake(out var kept)
            ? kept
            : await RawHttpConnection.OpenAsync(options.Url, options.Host, cancellationToken);

    private ProbeAnswer Answer(RawHttpResponse response, long startedAt) => new(
        response.Status,
        response.Header(IstioNames.ColorHeader).TryParseColor(),
        Version(response),
        response.Body,
        null,
        startedAt,
        time.GetTimestamp())
    {
        Headers = response.Headers,
    };

    private string? Version(RawHttpResponse response)
    {
        if (options.VersionHeader is { } header)
        {
            return response.Header(header);
        }

        if (options.VersionJson is not { } path)
        {
            return null;
        }

        try
        {
            return (JsonPlace.Find(JsonNode.Parse(response.Body), path) as JsonValue)?.ToString();
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // An answer that is not JSON, an error page perhaps, or that has a name twice, tells no version.
            return null;
        }
    }
}
