using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>A client that sends bytes as they are: what a library would not let out.</summary>
internal static class RawClient
{
    /// <summary>Sends, and reads until the server has nothing more or closes.</summary>
    public static async Task<string> AskAsync(Uri server, string request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return await reader.ReadToEndAsync(limit.Token);
    }
}
