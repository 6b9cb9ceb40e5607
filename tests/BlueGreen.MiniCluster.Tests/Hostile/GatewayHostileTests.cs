using System.Net;
using System.Net.Sockets;
using System.Text;
using BlueGreen.MiniCluster.Tests.Gateway;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>Ten thousand requests by chance against the gateway, byte for byte as no library would send them.</summary>
/// <remarks>The seed stands in every failure; set BLUEGREEN_SEED to run it again.</remarks>
[Trait("Kind", "Loopback")]
[Collection(HostileCollection.Name)]
public sealed class GatewayHostileTests
{
    private const int Requests = 10_000;
    private const int Workers = 24;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(40);

    private static readonly string[] Good =
    [
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "POST /x?y=z HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\nCookie: test=true\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
        "GET http://a/%2e%2e/%2f?%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-forwarded-for: 1\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n",
        "HEAD /a/../b HTTP/1.0\r\nConnection: close\r\nTE: trailers\r\n\r\n",
    ];

    private static readonly string[] Parts =
    [
        "\r\n", "\n", "\0", ": ", " ", "Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n", "Host: b\r\n",
        "HTTP/2.0",
        "x: " + new string('y', 9000) + "\r\n", "ffffffffffffffff\r\n", "-1", "%", "\u00ff",
        "Connection: x\r\n", "../../",
    ];

    private readonly int _seed = Chance.SeedOfThisRun;

    [Fact]
    public async Task TenThousandRequests_AreAnsweredOrClosedAndNothingIsLeft()
    {
        await using var blue = await Backend.StartAsync("blue", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.Headers.ContentLength = 2;
            await context.Response.WriteAsync("ok");
        });
        await using var world = await GatewayWorld.StartAsync();
        world.SetPods(blue);
        await world.SettlePodsAsync(1);
        await SendManyAsync(world.Gateway.Url, _seed + 1, 200);
        var before = ProcessCounts.Take();

        var answers = await SendManyAsync(world.Gateway.Url, _seed, Requests);

        var odd = answers.Where(one => one.Code is 500 or (> 0 and < 100)).Select(one => one.Request).ToList();
        Assert.True(odd.Count == 0, $"seed {_seed}: {odd.Count} odd answers, one to {odd.FirstOrDefault()}");
        Assert.True(answers.Count(one => one.Code == 200) > 1000, "hardly a good request among them");
        Assert.True(answers.Count(one => one.Code == 400) > 1000, "hardly a bad request among them");
        using var good = await world.GetAsync();
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        await before.IsRestoredAsync($"{_seed}");
    }

    private static async Task<List<(int Code, string Request)>> SendManyAsync(Uri server, int seed, int count)
    {
        var random = new Chance(seed);
        var requests = Enumerable.Range(0, count).Select(_ => Make(random)).ToList();
        var answers = new (int, string)[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Workers },
            async (i, cancellationToken) =>
                answers[i] = (await AskAsync(server, requests[i], cancellationToken), requests[i]));
        return [.. answers];
    }

    private static string Make(Chance random)
    {
        var text = Good[random.Next(Good.Length)];
        for (var changes = random.Next(4); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 10))) + "\r\n\r\n",
                1 => text[..at] + (char)random.Next(256) + text[(at + 1)..],
                2 => text.Insert(at, Parts[random.Next(Parts.Length)]),
                3 => text + text,
                _ => text,
            };
        }

        return text;
    }

    // 0 when the connection was closed without an answer: what no one can read, no one can answer.
    private static async Task<int> AskAsync(Uri server, string request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port, limit.Token);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);

            // A request that was cut short ends with the connection, and not at the server's time limit.
            var head = new byte[16];
            var reading = stream.ReadAtLeastAsync(head, 12, throwOnEndOfStream: false, limit.Token).AsTask();
            await Task.WhenAny(reading, Task.Delay(Patience, TimeProvider.System, limit.Token));
            if (!reading.IsCompleted)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            var read = await reading;
            var text = Encoding.Latin1.GetString(head, 0, read);
            return read >= 12 && text.StartsWith("HTTP/1.", StringComparison.Ordinal)
                ? int.Parse(text[9..12], System.Globalization.CultureInfo.InvariantCulture)
                : read == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return 0;
        }
    }
}
