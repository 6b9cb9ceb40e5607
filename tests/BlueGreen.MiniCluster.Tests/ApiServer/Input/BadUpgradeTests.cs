using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>Requests for a stream that cannot become one.</summary>
public sealed class BadUpgradeTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const string Socket =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private const string Spdy = "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n";
    private const string Version = "X-Stream-Protocol-Version: ";

    [Theory]
    [InlineData("GET", "exec?command=echo", "", 400)]
    [InlineData("GET", "exec?command=echo", "Connection: Upgrade\r\n", 400)]
    [InlineData("GET", "exec?command=echo", "Upgrade: websocket\r\n", 400)]
    [InlineData("GET", "exec?command=echo", "Connection: Upgrade\r\nUpgrade: websocket\r\n", 400)]
    [InlineData("GET", "exec?command=echo",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n", 400)]
    [InlineData("GET", "exec?command=echo",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", 400)]
    [InlineData("POST", "exec?command=echo", Socket, 400)]
    [InlineData("GET", "exec?command=echo", Socket, 400)]
    [InlineData("GET", "exec?command=echo", $"{Socket}Sec-WebSocket-Protocol: v9.channel.k8s.io, chat\r\n", 400)]
    [InlineData("GET", "exec", $"{Socket}Sec-WebSocket-Protocol: v5.channel.k8s.io\r\n", 400)]
    [InlineData("POST", "exec", $"{Spdy}{Version}v4.channel.k8s.io\r\n", 400)]
    [InlineData("POST", "exec?command=echo", Spdy, 400)]
    [InlineData("POST", "exec?command=echo", $"{Spdy}{Version}v1.chat\r\n", 400)]
    [InlineData("POST", "exec?command=echo", $"Upgrade: SPDY/3.1\r\n{Version}v4.channel.k8s.io\r\n", 400)]
    [InlineData("POST", "exec?command=echo", "Connection: Upgrade\r\nUpgrade: SPDY/2\r\n", 400)]
    [InlineData("GET", "exec?command=echo", "Connection: Upgrade\r\nUpgrade: h2c\r\n", 400)]
    [InlineData("GET", "exec?command=echo&container=no", $"{Socket}Sec-WebSocket-Protocol: v5.channel.k8s.io\r\n", 400)]
    [InlineData("PUT", "exec?command=echo", $"{Spdy}{Version}v4.channel.k8s.io\r\n", 405)]
    [InlineData("GET", "attach", "", 400)]
    [InlineData("GET", "portforward", "", 400)]
    [InlineData("GET", "portforward", $"{Socket}Sec-WebSocket-Protocol: portforward.k8s.io\r\n", 400)]
    [InlineData("POST", "portforward", Spdy, 400)]
    [InlineData("POST", "portforward", $"{Spdy}{Version}v4.channel.k8s.io\r\n", 400)]
    [InlineData("GET", "nothing", Socket, 404)]
    public async Task Upgrade_ThatCannotBe_IsRefused(string method, string part, string headers, int expected)
    {
        var kept = await PodAsync("Running");

        var answer = await AskAsync($"{method} /api/v1/namespaces/{kept.Namespace}/pods/web/{part}", headers);

        Kept.AssertStatus(expected, answer);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("portforward", "web", "Pending", 400)]
    [InlineData("portforward", "absent", "Running", 404)]
    [InlineData("exec?command=echo", "absent", "Running", 404)]
    public async Task Upgrade_ForAPodThatIsNotThere_IsRefused(string part, string name, string phase, int expected)
    {
        var kept = await PodAsync(phase);

        var answer = await AskAsync(
            $"POST /api/v1/namespaces/{kept.Namespace}/pods/{name}/{part}", $"{Spdy}{Version}portforward.k8s.io\r\n");

        Kept.AssertStatus(expected, answer);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("/kept", 200)]
    [InlineData("/absent", 404)]
    public async Task Upgrade_OfAPathThatHasNone_IsAnOrdinaryRequest(string part, int expected)
    {
        var kept = await PodAsync("Running");

        var (code, body) = await RawApi.AskAsync(
            server, $"GET {kept.Collection}{part}", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");

        Assert.Equal(expected, code);
        Assert.NotNull(body);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("http")]
    [InlineData("")]
    [InlineData("99999999999")]
    public async Task PortForward_ToAPortThatIsNone_SaysSoInItsErrorStream(string port)
    {
        var kept = await PodAsync("Running");
        await using var raw = await RawApi.ConnectAsync(server);
        await raw.SendAsync(RawApi.HeadOf(
            server,
            $"POST /api/v1/namespaces/{kept.Namespace}/pods/web/portforward",
            $"{Spdy}{Version}portforward.k8s.io\r\n"));
        var head = await raw.ReadSomeAsync();

        await raw.SendAsync(Open(1, isFirst: true, port, "error") + Open(3, isFirst: false, port, "data"));
        var said = await raw.ReadUntilAsync("inside the pod");

        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        Assert.Contains($"failed to connect to localhost:{port} inside the pod", said, StringComparison.Ordinal);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("exec?command=cat&stdin=1", $"{Spdy}{Version}v4.channel.k8s.io\r\n")]
    [InlineData("exec?command=cat&stdin=1", $"{Socket}Sec-WebSocket-Protocol: v5.channel.k8s.io\r\n")]
    [InlineData("portforward", $"{Spdy}{Version}portforward.k8s.io\r\n")]
    [InlineData("portforward", $"{Socket}Sec-WebSocket-Protocol: SPDY/3.1+portforward.k8s.io\r\n")]
    public async Task Stream_ThatSpeaksNonsense_EndsAndTheServerGoesOn(string part, string headers)
    {
        var kept = await PodAsync("Running");
        var method = headers.StartsWith(Spdy, StringComparison.Ordinal) ? "POST" : "GET";
        await using var raw = await RawApi.ConnectAsync(server);
        await raw.SendAsync(RawApi.HeadOf(
            server, $"{method} /api/v1/namespaces/{kept.Namespace}/pods/web/{part}", headers));
        var head = await raw.ReadSomeAsync();

        // To SPDY a frame of version 2, to a WebSocket the rest of a message that was never begun.
        await raw.SendAsync("\u0080\u0002\0\u0001\0\0\0\u0004\0\0\0\u0001");
        await raw.ReadToTheEndOrResetAsync();

        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        await kept.AssertUntouchedAsync();
    }

    private static string Open(byte stream, bool isFirst, string port, string type)
    {
        (string Name, string Value)[] headers = [("port", port), ("requestid", "1"), ("streamtype", type)];
        var text = new StringBuilder(Number(headers.Length));
        foreach (var (name, value) in headers)
        {
            text.Append(Number(name.Length)).Append(name).Append(Number(value.Length)).Append(value);
        }

        // The dictionary of SPDY is named, and then not used: the block stands there as it is.
        var length = new byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(length.AsSpan(2), (ushort)~text.Length);
        var block = (isFirst ? "\u0078\u00f9\u00e3\u00c6\u00a7\u00c2" : string.Empty) + '\0'
            + Encoding.Latin1.GetString(length) + text;
        return $"\u0080\u0003\0\u0001{Number(block.Length + 10)}{Number(stream)}{Number(0)}\0\0{block}";
    }

    private static string Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return Encoding.Latin1.GetString(bytes);
    }

    private async Task<(int Code, System.Text.Json.Nodes.JsonObject? Status)> AskAsync(string line, string headers)
    {
        await using var raw = await RawApi.ConnectAsync(server);
        var own = headers.Contains("Connection:", StringComparison.Ordinal)
            ? headers : $"{headers}Connection: close\r\n";
        await raw.SendAsync(RawApi.HeadOf(server, line, own));
        return RawApi.Read(await raw.ReadUntilAsync("\"code\":"));
    }

    private async Task<Kept> PodAsync(string phase)
    {
        var kept = await Kept.StoreAsync(server);
        var path = $"/api/v1/namespaces/{kept.Namespace}/pods";
        await server.SendAsync(HttpMethod.Post, path, """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"},"spec":{"containers":[{"name":"c","image":"x"}]}}
            """);
        await server.SendAsync(
            HttpMethod.Patch,
            $"{path}/web/status",
            $$$"""{"status":{"phase":"{{{phase}}}"}}""",
            "application/merge-patch+json");
        return kept;
    }
}
