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
    [Theory]
    [InlineData("GET /version HTTP/1.1\r\nHost: a\r\nx-slow: ")]
    [InlineData(
        "POST /api/v1/namespaces HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %token%\r\nContent-Length: 99\r\n\r\n{")]
    public async Task Request_ThatDoesNotEnd_IsEndedByTheServer(string start)
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
        var answer = await reader.ReadToEndAsync(limit.Token);

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
    }
}
