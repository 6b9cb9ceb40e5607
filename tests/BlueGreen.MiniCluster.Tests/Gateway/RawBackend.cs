using System.Net;
using System.Net.Sockets;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>A pod's app that misbehaves: the test says what it does with each connection's bytes.</summary>
internal sealed class RawBackend : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _requests;

    public RawBackend(Func<Socket, string, Task> handle)
    {
        _listener.Start();
        _accepting = AcceptAsync(handle);
    }

    public int Requests => Volatile.Read(ref _requests);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(Func<Socket, string, Task> handle)
    {
        while (true)
        {
            using var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            var buffer = new byte[4096];
            var count = await socket.ReceiveAsync(buffer, _stopping.Token);
            Interlocked.Increment(ref _requests);
            await handle(socket, System.Text.Encoding.ASCII.GetString(buffer, 0, count));
        }
    }
}
