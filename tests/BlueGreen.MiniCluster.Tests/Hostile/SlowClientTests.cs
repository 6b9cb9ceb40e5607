using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>Clients that send next to nothing for a long time: their connections are not kept for ever.</summary>
[Trait("Kind", "Loopback")]
public sealed class SlowClientTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private static readonly string[] Starts =
    [
        "GET /version HTTP/1.1\r\nHost: a\r\nx-slow: ",
        "POST /api/v1/namespaces HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %token%\r\nContent-Length: 99\r\n\r\n{",
    ];

    [Fact]
    public async Task Requests_ThatDoNotEnd_AreEndedByTheServer()
    {
        // All at once: each waits for a limit of the server's in real time.
        var answers = await Task.WhenAll(Starts.Select(SendAsync));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
    }

    private async Task<string> SendAsync(string start)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", server.Host.Url.Port, limit.Token);
#pragma warning disable CA5359 // The certificate is not what is tested.
        await using var stream = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        await stream.AuthenticateAsClientAsync("127.0.0.1");
        var text = start.Replace("%token%", server.Host.Token, StringComparison.Ordinal);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), limit.Token);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync(limit.Token);
    }
}
