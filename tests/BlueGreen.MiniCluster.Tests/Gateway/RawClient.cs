using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>A client that sends bytes as they are: what a library would not let out.</summary>
internal static class RawClient
{
    /// <summary>Sends, and reads until a text has come or the server closes.</summary>
    public static async Task<string> AskUntilAsync(Uri server, string request, string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, limit.Token);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        var (all, buffer) = (string.Empty, new byte[4096]);
        while (!all.Contains(text, StringComparison.Ordinal)
            && await client.GetStream().ReadAsync(buffer, limit.Token) is > 0 and var count)
        {
            all += Encoding.Latin1.GetString(buffer, 0, count);
        }

        return all;
    }

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
