using System.Text;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Definitions;

/// <summary>Whoever watches a resource hears of every object's end before the watch ends with the resource.</summary>
[Trait("Kind", "Loopback")]
public sealed class LastWatchTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private const int Count = 15;

    // More than the buffers of a connection hold, so that the server has not told all when the resource ends.
    private static readonly string Ballast = new('x', 1_000_000);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Delete_Definition_TellsASlowReaderOfEachObject()
    {
        var definition = Definition.Of("lasts", """{"text":{"type":"string"}}""");
        await server.SendAsync(HttpMethod.Post, Definition.Path, definition);
        var path = Definition.Objects("lasts");
        foreach (var number in Enumerable.Range(1, Count))
        {
            var one = Definition.Object("lasts", $"n{number}", $"{{\"text\":\"{Ballast}\"}}");
            Assert.Equal(201, (await server.SendAsync(HttpMethod.Post, path, one)).Code);
        }

        using var watch = await server.OpenAsync($"{path}?watch=true");
        await server.SendAsync(HttpMethod.Delete, $"{Definition.Path}/lasts.example.dev");
        await ApiServerFixture.EventuallyAsync(async () =>
            (await server.SendAsync(HttpMethod.Get, path)).Code == 404);

        var told = new List<string>();
        using var lines = new StreamReader(await watch.Content.ReadAsStreamAsync(), Encoding.UTF8);
        while (await lines.ReadLineAsync().WaitAsync(Limit) is { } line)
        {
            told.Add(line[..line.IndexOf(',', StringComparison.Ordinal)]);
        }

        Assert.Equal(Count, told.Count(line => line.Contains("ADDED", StringComparison.Ordinal)));
        Assert.Equal(Count, told.Count(line => line.Contains("DELETED", StringComparison.Ordinal)));
    }
}
