using System.Net;
using System.Net.Sockets;
using System.Text;
using BlueGreen.Ports;
using BlueGreen.Releases;
using BlueGreen.Routers.Probing;
using Xunit;

namespace BlueGreen.Routers.Tests.Probing;

/// <summary>The probe against a raw socket: whatever comes back is an answer, and nothing is ever sent twice.</summary>
public sealed class HttpProbeTests : IAsyncLifetime, IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;
    private int _connections;
    private string _answer = string.Empty;
    private Task _serving = Task.CompletedTask;

    public Task InitializeAsync()
    {
        _listener.Start();
        _serving = ServeAsync();
        return Task.CompletedTask;
    }

    public void Dispose() => _listener.Dispose();

    public async Task DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    [Theory]
    [InlineData(
        "HTTP/1.1 200 OK\r\nx-bluegreen-color: green\r\nx-version: 2\r\nContent-Length: 5\r\n\r\nhello", 200, "hello")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nx-bluegreen-color: green\r\nx-version: 2\r\n" +
        "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n",
        200,
        "hello")]
    [InlineData(
        "HTTP/1.1 100 Continue\r\n\r\n" +
        "HTTP/1.1 200 OK\r\nx-bluegreen-color: green\r\nx-version: 2\r\nContent-Length: 5\r\n\r\nhello",
        200,
        "hello")]
    [InlineData("HTTP/1.1 200 OK\r\nx-bluegreen-color: green\r\nx-version: 2\r\n\r\nhello", 200, "hello")]
    [InlineData(
        "HTTP/1.1 503 Unavailable\r\nX-BlueGreen-Color: green\r\nx-version: 2\r\nContent-Length: 0\r\n\r\n", 503, "")]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: /x\r\nx-bluegreen-color: green\r\nx-version: 2\r\nContent-Length: 0\r\n\r\n",
            302, "")]
    public async Task Call_Answer_IsReadWhole(string answer, int status, string body)
    {
        _answer = answer;
        await using var probe = Probe();

        var got = await probe.CallAsync(new ProbeRequest("/", WithCookie: false, NewConnection: true), default);

        Assert.Equal((status, Color.Green, "2", body, 1), (got.Status, got.Color, got.Version, got.Body, _requests));
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-OpenSSH\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nHUGE")]
    public async Task Call_BrokenAnswer_IsAFailureAndIsNotRetried(string answer)
    {
        _answer = answer.Replace("HUGE", $"x: {new string('y', 40_000)}\r\n\r\n", StringComparison.Ordinal);
        await using var probe = Probe();

        var got = await probe.CallAsync(new ProbeRequest("/", WithCookie: false, NewConnection: false), default);

        Assert.True(got.IsFailure);
        Assert.NotNull(got.Error);
        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task Call_KeptAlive_UsesOneConnectionAndNewOnesWhenAsked()
    {
        _answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        await using var probe = Probe();
        for (var call = 0; call < 3; call++)
        {
            await probe.CallAsync(new ProbeRequest("/", WithCookie: true, NewConnection: false), default);
        }

        Assert.Equal(1, _connections);
        await probe.CallAsync(new ProbeRequest("/", WithCookie: true, NewConnection: true), default);
        Assert.Equal((2, 4), (_connections, _requests));
    }

    [Fact]
    public async Task Call_NobodyListens_IsAFailure()
    {
        await using var probe = Probe();
        _listener.Stop();

        var got = await probe.CallAsync(new ProbeRequest("/", WithCookie: false, NewConnection: true), default);

        Assert.Equal(0, got.Status);
    }

    private HttpProbe Probe() => new(
        new ProbeOptions(new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), null, "test=true")
        {
            VersionHeader = "x-version",
        },
        TimeProvider.System);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _connections++;
                _ = AnswerAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException or IOException)
        {
            // The listener was stopped: this is how the server ends.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var owned = client;
        var stream = client.GetStream();
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) > 0)
        {
            _requests++;
            await stream.WriteAsync(Encoding.Latin1.GetBytes(_answer));
            if (!_answer.EndsWith("Content-Length: 0\r\n\r\n", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
