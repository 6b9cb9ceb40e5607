using System.Net.Sockets;
using BlueGreen.Releases;
using BlueGreen.Routers.Istio;
using BlueGreen.Routers.Probing;

namespace BlueGreen.Frosting.Demo;

/// <summary>One user with one connection that stays open. Never retries: what fails is counted.</summary>
/// <param name="url">The entry point.</param>
/// <param name="patience">How long an answer may take.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadClient(Uri url, TimeSpan patience, TimeProvider time) : IAsyncDisposable
{
    private RawHttpConnection? _connection;

    /// <summary>Sends one request and reads its answer.</summary>
    /// <param name="kind">What kind of request, for the record.</param>
    /// <param name="path">The path.</param>
    /// <param name="headers">Further header lines, each ended by CRLF.</param>
    /// <returns>What became of it; never throws for a failed call.</returns>
    public async Task<LoadSample> CallAsync(RequestKind kind, string path, string headers)
    {
        var startedAt = time.GetTimestamp();
        using var limit = new CancellationTokenSource(patience, time);
        try
        {
            _connection ??= await RawHttpConnection.OpenAsync(url, host: null, limit.Token);
            var request = new RawHttpRequest(path, Host: null, headers, Close: false);
            var answer = await _connection.SendAsync(request, limit.Token);
            if (!answer.KeepsAlive)
            {
                await CloseAsync();
            }

            var color = answer.Header(IstioNames.ColorHeader).TryParseColor();
            return new LoadSample(kind, startedAt, time.GetTimestamp(), answer.Status, color, null);
        }
        catch (Exception failed) when (failed is IOException or SocketException or OperationCanceledException)
        {
            await CloseAsync();
            var error = failed is OperationCanceledException
                ? $"none within {patience.TotalSeconds:0} s"
                : failed.Message;
            return new LoadSample(kind, startedAt, time.GetTimestamp(), 0, null, error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => CloseAsync();

    private async ValueTask CloseAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}
