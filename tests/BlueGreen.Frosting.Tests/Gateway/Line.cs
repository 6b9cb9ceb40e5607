using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Frosting.Tests.Gateway;

/// <summary>The network between a client and its cluster, which a test can cut and mend.</summary>
internal sealed class Line : IAsyncDisposable
{
    private readonly int _to;
    private TcpListener _listener;
    private CancellationTokenSource _cut = new();
    private Task _accepting;

    public Line(int to)
    {
        _to = to;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener, _cut.Token);
    }

    public int Port { get; }

    /// <summary>Ends every connection, and takes no new one.</summary>
    public async Task CutAsync()
    {
        await _cut.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _cut.Dispose();
    }

    public void Mend()
    {
        _cut = new CancellationTokenSource();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener, _cut.Token);
    }

    public async ValueTask DisposeAsync() => await CutAsync();

    private async Task AcceptAsync(TcpListener listener, CancellationToken cut)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(RelayAsync(await listener.AcceptTcpClientAsync(cut), cut));
            }
        }
        finally
        {
            await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RelayAsync(TcpClient near, CancellationToken cut)
    {
        using (near)
        {
            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, _to, cut);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), cut), far.GetStream().CopyToAsync(near.GetStream(), cut));
        }
    }
}
