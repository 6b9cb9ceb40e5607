using System.Net.WebSockets;
using System.Text;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Execution;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Execution;

public class ExecTests
{
    private const string Success = """{"kind":"Status","status":"Success"}""";
    private static readonly PodContainer Pod = new(null, "web-1", "app");

    [Fact]
    public async Task ExecAsync_Success_ReturnsBothOutputs()
    {
        await using var server = await ServeAsync(async socket =>
        {
            await SendAsync(socket, 1, "hello ");
            await SendAsync(socket, 2, "warning");
            await SendAsync(socket, 1, "world");
            await SendAsync(socket, 3, Success);
        });
        using var client = server.Client();

        var result = await client.ExecAsync(Pod, ["sh", "-c", "echo $A & b"]);

        Assert.Equal(new ExecResult(0, "hello world", "warning", false), result);
        Assert.Equal(
            "GET /api/v1/namespaces/shop/pods/web-1/exec?command=sh&command=-c&command=echo%20%24A%20%26%20b" +
            "&container=app&stdout=true&stderr=true",
            Assert.Single(server.Requests));
    }

    [Fact]
    public async Task ExecAsync_CommandFails_ReturnsItsExitCode()
    {
        const string Failed = """
            {"status":"Failure","reason":"NonZeroExitCode","details":{"causes":[{"reason":"ExitCode","message":"17"}]}}
            """;
        await using var server = await ServeAsync(socket => SendAsync(socket, 3, Failed));
        using var client = server.Client();

        Assert.Equal(17, (await client.ExecAsync(Pod, ["false"])).ExitCode);
    }

    [Fact]
    public async Task ExecAsync_CommandDoesNotExist_SaysSo()
    {
        await using var server = await ServeAsync(socket => SendAsync(
            socket, 3, """{"status":"Failure","reason":"InternalError","message":"exec: no-such: not found"}"""));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ExecException>(() => client.ExecAsync(Pod, ["no-such"]));

        Assert.Contains("exec: no-such: not found", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v5.channel.k8s.io", "[255,0]")]
    [InlineData("v4.channel.k8s.io", "")]
    public async Task ExecAsync_WithInput_SendsItAndItsEndWhereTheProtocolCan(string protocol, string end)
    {
        var got = new List<string>();
        await using var server = await ServeAsync(
            async socket =>
            {
                var expected = end.Length == 0 ? 1 : 2;
                while (got.Count < expected)
                {
                    var buffer = new byte[100];
                    var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
                    got.Add(buffer[0] == 0
                        ? Encoding.UTF8.GetString(buffer, 1, received.Count - 1)
                        : $"[{buffer[0]},{buffer[1]}]");
                }

                await SendAsync(socket, 3, Success);
            },
            protocol);
        using var client = server.Client();
        using var input = new MemoryStream("typed"u8.ToArray());

        await client.ExecAsync(Pod, ["cat"], new ExecStreams { Input = input });

        Assert.Equal(end.Length == 0 ? ["typed"] : ["typed", end], got);
    }

    [Fact]
    public async Task ExecAsync_EndlessOutput_KeepsTheEndOfIt()
    {
        await using var server = await ServeAsync(async socket =>
        {
            for (var i = 0; i < 100; i++)
            {
                await SendAsync(socket, 1, new string('x', 1000) + "\n");
            }

            await SendAsync(socket, 1, "the end");
            await SendAsync(socket, 3, Success);
        });
        using var client = server.Client();
        using var copy = new MemoryStream();

        var result = await client.ExecAsync(Pod, ["yes"], new ExecStreams { CaptureLimit = 100, Output = copy });

        Assert.True(result.IsTruncated);
        Assert.Equal(100, result.Output.Length);
        Assert.EndsWith("the end", result.Output, StringComparison.Ordinal);
        Assert.Equal(100_107, copy.Length);
    }

    [Fact]
    public async Task ExecAsync_ConnectionBreaks_DoesNotClaimSuccess()
    {
        await using var server = await ScriptedServer.StartAsync(async c =>
        {
            using var socket = await c.WebSockets.AcceptWebSocketAsync("v5.channel.k8s.io");
            await SendAsync(socket, 1, "half");

            // Once it has sent something, the client has surely seen the opening.
            await socket.ReceiveAsync(new byte[10], CancellationToken.None);
            c.Abort();
        });
        using var client = server.Client();
        using var input = new MemoryStream("x"u8.ToArray());

        await Assert.ThrowsAsync<ExecException>(
            () => client.ExecAsync(Pod, ["migrate"], new ExecStreams { Input = input }));
    }

    [Fact]
    public async Task ExecAsync_ClosedWithoutStatus_DoesNotClaimSuccess()
    {
        await using var server = await ServeAsync(socket => SendAsync(socket, 1, "half"));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ExecException>(() => client.ExecAsync(Pod, ["migrate"]));

        Assert.Contains("did not say how", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecAsync_Forbidden_SaysWhatIsMissing()
    {
        await using var server = await ScriptedServer.StartAsync(
            c => c.StatusAsync(403, "Forbidden", "User \"bot\" cannot create", "web-1"));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.ExecAsync(Pod, ["id"]));

        Assert.StartsWith(
            "The account 'bot' may not create pods/exec in namespace 'shop'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecAsync_CommandHangs_EndsAtTheLimit()
    {
        await using var server = await ServeAsync(
            socket => socket.ReceiveAsync(new byte[10], CancellationToken.None));
        using var client = server.Client();

        var e = await Assert.ThrowsAsync<ExecException>(
            () => client.ExecAsync(Pod, ["sleep"], new ExecStreams { Timeout = TimeSpan.FromMilliseconds(100) }));

        Assert.Contains("did not end within", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_CutWithinACharacter_SkipsTheRestOfIt()
    {
        var tail = new TailBuffer(3);

        tail.Add("aää"u8);

        Assert.Equal("ä", tail.Text());
        Assert.True(tail.IsTruncated);
    }

    private static Task<ScriptedServer> ServeAsync(
        Func<WebSocket, Task> script, string protocol = "v5.channel.k8s.io") =>
        ScriptedServer.StartAsync(async c =>
        {
            Assert.Equal(["v5.channel.k8s.io", "v4.channel.k8s.io"], c.WebSockets.WebSocketRequestedProtocols);
            using var socket = await c.WebSockets.AcceptWebSocketAsync(protocol);
            await script(socket);
            if (socket.State == WebSocketState.Open)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        });

    private static Task SendAsync(WebSocket socket, byte channel, string text) => socket.SendAsync(
        (byte[])[channel, .. Encoding.UTF8.GetBytes(text)], WebSocketMessageType.Binary, true, CancellationToken.None);
}
