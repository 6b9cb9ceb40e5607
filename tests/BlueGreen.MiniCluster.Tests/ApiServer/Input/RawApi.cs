using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>A client of the API server that sends bytes as they are: what no library would let out.</summary>
internal sealed class RawApi : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _limit = new(Limit);
    private readonly TcpClient _client = new();
    private SslStream _stream = null!;

    private RawApi()
    {
    }

    /// <summary>Connects.</summary>
    public static async Task<RawApi> ConnectAsync(ApiServerFixture server)
    {
        var raw = new RawApi();
        await raw._client.ConnectAsync("127.0.0.1", server.Host.Url.Port, raw._limit.Token);
#pragma warning disable CA5359 // The certificate is not what is tested.
        raw._stream = new SslStream(raw._client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await raw._stream.AuthenticateAsClientAsync("127.0.0.1");
        return raw;
    }

    /// <summary>Sends one request as the administrator, and reads the answer; null when it has no JSON body.</summary>
    public static async Task<(int Code, JsonObject? Status)> AskAsync(
        ApiServerFixture server, string line, string headers = "", string body = "")
    {
        await using var raw = await ConnectAsync(server);
        await raw.SendAsync(HeadOf(server, line, $"{headers}Connection: close\r\n") + body);
        return Read(await raw.ReadToEndAsync());
    }

    /// <summary>Writes the beginning of a request by the administrator.</summary>
    public static string HeadOf(ApiServerFixture server, string line, string headers) =>
        $"{line} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {server.Host.Token}\r\n{headers}\r\n";

    /// <summary>Reads the text of an answer.</summary>
    public static (int Code, JsonObject? Status) Read(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var body = end < 0 ? string.Empty : answer[(end + 4)..];
        var code = int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        return (code, body.StartsWith('{') ? JsonNode.Parse(body)!.AsObject() : null);
    }

    public async Task SendAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text), _limit.Token);
        await _stream.FlushAsync(_limit.Token);
    }

    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(_limit.Token);
    }

    /// <summary>Waits until the server has ended the connection, in whichever way.</summary>
    public async Task ReadToTheEndOrResetAsync()
    {
        try
        {
            await ReadToEndAsync();
        }
        catch (IOException)
        {
            // Cut off, with something of ours unread: an end as well.
        }
    }

    /// <summary>Reads what has come, at least one byte.</summary>
    public async Task<string> ReadSomeAsync()
    {
        var buffer = new byte[16 * 1024];
        var count = await _stream.ReadAsync(buffer, _limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    /// <summary>Reads until a text has come, or the server has ended the connection.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var all = string.Empty;
        while (!all.Contains(text, StringComparison.Ordinal))
        {
            var more = await ReadSomeAsync();
            if (more.Length == 0)
            {
                break;
            }

            all += more;
        }

        return all;
    }

    /// <summary>Goes as a machine does that loses its power: without a word of TLS or TCP.</summary>
    public void Vanish()
    {
        _client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Client.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
        _limit.Dispose();
    }
}
