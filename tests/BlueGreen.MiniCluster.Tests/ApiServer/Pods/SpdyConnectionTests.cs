using System.Net;
using System.Net.Sockets;
using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Pods;

/// <summary>A client that writes frames byte by byte.</summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync, which ends them.
public sealed class SpdyConnectionTests : IAsyncLifetime
#pragma warning restore CA1001
{
    private const string Headers = "78f9e3c6a7c202e50e703a2b294a4dcc851625aca9a080c652c670211c07000000ffff";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpClient _client = new();
    private TcpClient _server = null!;

    public async Task InitializeAsync()
    {
        _listener.Start();
        var accepting = _listener.AcceptTcpClientAsync();
        await _client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        _server = await accepting;
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        _server.Dispose();
        _listener.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Streams_OpenedWrittenAndEnded_AreReadAndAnswered()
    {
        await using var connection = new SpdyConnection(_server.GetStream(), default);

        // Stream 1 with headers, "hello" as its last data; data of a stream that is not there; a ping.
        await SendAsync("80030001 0000002d 00000001 00000000 0000" + Headers);
        await SendAsync("00000001 01000005 68656c6c6f" + "00000009 00000002 6869" + "80030006 00000004 00000007");

        var stream = await connection.Accepted.ReadAsync().AsTask().WaitAsync(Limit);
        using var reader = new StreamReader(stream.Input);
        Assert.Equal("error", stream.Headers["streamtype"]);
        Assert.Equal("hello", await reader.ReadToEndAsync().WaitAsync(Limit));
        Assert.Equal(
            "800300020000001800000001" + "78bbe3c6a7c2" + "000400fbff00000000" + "000000ffff",
            await ReadAsync(32));
        Assert.Equal("800300060000000400000007", await ReadAsync(12));
        await stream.Output.WriteAsync("yes"u8.ToArray());
        await stream.FinishAsync(default);
        await stream.FinishAsync(default);
        Assert.Equal("0000000100000003796573" + "0000000101000000", await ReadAsync(19));
    }

    [Theory]
    [InlineData("80020001 00000004 00000001")]
    [InlineData("80030001 00000004 00000001")]
    [InlineData("80030006 00ffffff")]
    [InlineData("80030001 0000000e 00000001 00000000 0000 ffffffff")]
    public async Task Frames_AgainstTheProtocol_EndTheConnection(string frames)
    {
        await using var connection = new SpdyConnection(_server.GetStream(), default);

        await SendAsync(frames);

        Assert.False(await connection.Accepted.WaitToReadAsync().AsTask().WaitAsync(Limit));
        Assert.True(connection.Closed.IsCancellationRequested);
    }

    [Fact]
    public async Task Client_Leaves_EndsItsStreams()
    {
        await using var connection = new SpdyConnection(_server.GetStream(), default);
        await SendAsync("80030001 0000002d 00000001 00000000 0000" + Headers);
        var stream = await connection.Accepted.ReadAsync().AsTask().WaitAsync(Limit);

        _client.Client.Shutdown(SocketShutdown.Both);

        Assert.Equal(0, await stream.Input.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, connection.Closed)
            .ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Limit);
    }

    private async Task SendAsync(string hex) => await _client.GetStream()
        .WriteAsync(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)));

    private async Task<string> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await _client.GetStream().ReadExactlyAsync(bytes).AsTask().WaitAsync(Limit);
        return Convert.ToHexStringLower(bytes);
    }
}
