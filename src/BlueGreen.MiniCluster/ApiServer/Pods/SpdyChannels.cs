using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Carries the streams of a command over SPDY: the client opens one for each.</summary>
internal sealed class SpdyChannels : ICommandChannels
{
    /// <summary>How clients and servers call this use of the streams.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(30);

    private static readonly string[] OfTheCommand = ["stdin", "stdout", "stderr"];

    private readonly SpdyConnection _connection;
    private readonly Dictionary<string, SpdyStream> _streams;

    private SpdyChannels(SpdyConnection connection, Dictionary<string, SpdyStream> streams) =>
        (_connection, _streams) = (connection, streams);

    /// <inheritdoc/>
    public CancellationToken Closed => _connection.Closed;

    /// <inheritdoc/>
    public Stream? Input => _streams.GetValueOrDefault("stdin")?.Input;

    /// <inheritdoc/>
    public Stream Output => _streams.GetValueOrDefault("stdout")?.Output ?? Stream.Null;

    /// <inheritdoc/>
    public Stream Error => _streams.GetValueOrDefault("stderr")?.Output ?? Stream.Null;

    /// <summary>Upgrades the request, and waits until the client has opened the streams that it announced.</summary>
    /// <param name="call">The request.</param>
    /// <param name="timeProvider">Times the wait.</param>
    /// <param name="aborted">Cancelled when the connection breaks or the server stops.</param>
    /// <returns>The streams.</returns>
    public static async Task<SpdyChannels> OpenAsync(
        ApiCall call, TimeProvider timeProvider, CancellationToken aborted)
    {
        var transport = await SpdyUpgrade.AcceptAsync(call.Http, Protocol);
#pragma warning disable CA2000 // The channels dispose it, or the catch does.
        var connection = new SpdyConnection(transport, aborted);
#pragma warning restore CA2000
        try
        {
            return new SpdyChannels(connection, await AwaitAsync(call, connection, timeProvider));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task EndAsync(JsonObject status)
    {
        // What the command did not read is dropped, or the end of the connection would wait behind it.
        await (Input?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _streams["error"].Output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(status), Closed);
        foreach (var stream in _streams.Values)
        {
            await stream.FinishAsync(Closed);
        }

        await _connection.WaitForCloseAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<Dictionary<string, SpdyStream>> AwaitAsync(
        ApiCall call, SpdyConnection connection, TimeProvider timeProvider)
    {
        // With a terminal there is one output, and a stream with its size, which nobody here asks for.
        var isTerminal = call.Flag("tty");
        var wanted = OfTheCommand
            .Where(name => call.Flag(name) && !(isTerminal && name is "stderr"))
            .Append("error")
            .ToHashSet(StringComparer.Ordinal);
        using var limit = new CancellationTokenSource(OpenLimit, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, connection.Closed);
        var streams = new Dictionary<string, SpdyStream>(StringComparer.Ordinal);
        while (!wanted.IsSubsetOf(streams.Keys))
        {
            var stream = await connection.Accepted.ReadAsync(end.Token);
            streams[stream.Headers.GetValueOrDefault("streamtype", string.Empty)] = stream;
        }

        return streams;
    }
}
