using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using BlueGreen.Kubernetes.Transport;
using BlueGreen.Kubernetes.Watching;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Watching;

public class WatchTests
{
    private const string End = "";

    [Fact]
    public async Task WatchAsync_Changes_ComeAfterTheListInTheirOrder()
    {
        await using var server = await ServeAsync(
            [Line("ADDED", "b", "11") + Line("MODIFIED", "a", "12") + Line("DELETED", "b", "13")]);

        var seen = await TakeAsync(server, 4);

        Assert.Equal(["relisted a", "added b", "modified a", "deleted b"], seen);
    }

    [Fact]
    public async Task WatchAsync_ServerEndsTheWatch_GoesOnFromTheLastVersion()
    {
        await using var server = await ServeAsync([Line("ADDED", "b", "11"), Line("ADDED", "c", "12")]);

        var seen = await TakeAsync(server, 3);

        Assert.Equal(["relisted a", "added b", "added c"], seen);
        Assert.Equal(["10", "11"], Versions(server));
    }

    [Fact]
    public async Task WatchAsync_Bookmark_BringsTheVersionForward()
    {
        await using var server = await ServeAsync([Line("BOOKMARK", "", "99"), Line("ADDED", "b", "100")]);

        Assert.Equal(["relisted a", "added b"], await TakeAsync(server, 2));
        Assert.Equal(["10", "99"], Versions(server));
    }

    [Fact]
    public async Task WatchAsync_VersionGone_ListsAgain()
    {
        const string Gone = """{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired"}}""" + "\n";
        await using var server = await ServeAsync([Gone, Line("ADDED", "b", "11")]);

        Assert.Equal(["relisted a", "relisted a", "added b"], await TakeAsync(server, 3));
    }

    [Fact]
    public async Task WatchAsync_BadLine_OpensAgainFromTheLastGoodVersion()
    {
        await using var server = await ServeAsync(
            [Line("ADDED", "b", "11") + "{\"type\": oops\n" + Line("ADDED", "lost", "12"), Line("ADDED", "c", "12")]);

        Assert.Equal(["relisted a", "added b", "added c"], await TakeAsync(server, 3));
        Assert.Equal(["10", "11"], Versions(server));
    }

    [Fact]
    public async Task WatchAsync_LineCutInTheMiddle_IsNotTold()
    {
        var cut = Line("ADDED", "c", "12")[..30];
        await using var server = await ServeAsync([Line("ADDED", "b", "11") + cut, Line("ADDED", "c", "12")]);

        Assert.Equal(["relisted a", "added b", "added c"], await TakeAsync(server, 3));
        Assert.Equal(["10", "11"], Versions(server));
    }

    [Fact]
    public async Task WatchAsync_ServerEndsEveryWatchAtOnce_GivesUp()
    {
        await using var server = await ServeAsync([.. Enumerable.Repeat(End, 100)]);

        await Assert.ThrowsAsync<EndOfStreamException>(() => TakeAsync(server, 2));

        Assert.Equal(8, Versions(server).Count);
    }

    [Fact]
    public async Task WatchAsync_Forbidden_IsNotRepeated()
    {
        await using var server = await ScriptedServer.StartAsync(c => c.StatusAsync(403, "Forbidden"));

        await Assert.ThrowsAsync<ApiException>(() => TakeAsync(server, 1));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task WatchAsync_ServerBusyForAWhile_ComesBack()
    {
        var calls = 0;
        await using var server = await ScriptedServer.StartAsync(
            c => ++calls <= 7 ? c.StatusAsync(503, "ServiceUnavailable") : c.JsonAsync(List()));

        Assert.Equal(["relisted a"], await TakeAsync(server, 1));
    }

    [Fact]
    public async Task WatchAsync_Cancelled_EndsAsCancelled()
    {
        await using var server = await ServeAsync([]);
        using var cancel = new CancellationTokenSource();
        using var client = server.Client();
        var relists = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var seen in client.WatchAsync(ResourceType.Pods, "shop", null, cancel.Token))
            {
                relists += seen is Relisted ? 1 : 0;
                await cancel.CancelAsync();
            }
        });

        Assert.Equal(1, relists);
    }

    [Fact]
    public async Task ReadAsync_LineWithoutEnd_IsRefusedAtTheLimit()
    {
        using var endless = new MemoryStream(new byte[9 * 1024 * 1024]);

        await Assert.ThrowsAsync<InvalidDataException>(
            async () => await new LineReader(endless).ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ReadAsync_SeveralLinesInOneRead_AreToldOneByOne()
    {
        using var stream = new MemoryStream("one\ntwo\n\nthree"u8.ToArray());
        var reader = new LineReader(stream);

        Assert.Equal("one", await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("two", await reader.ReadAsync(CancellationToken.None));
        Assert.Equal("", await reader.ReadAsync(CancellationToken.None));
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    /// <summary>Serves one list, and to each watch the next of the bodies; after the last, watches stay open.</summary>
    private static Task<ScriptedServer> ServeAsync(string[] bodies)
    {
        var next = 0;
        return ScriptedServer.StartAsync(async c =>
        {
            if (!c.Request.Query.ContainsKey("watch"))
            {
                await c.JsonAsync(List());
                return;
            }

            var mine = next++;
            await c.Response.WriteAsync(mine < bodies.Length ? bodies[mine] : "");
            await c.Response.Body.FlushAsync();
            if (mine >= bodies.Length)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted);
            }
        });
    }

    private static JsonObject List() => new()
    {
        ["metadata"] = new JsonObject { ["resourceVersion"] = "10" },
        ["items"] = new JsonArray(Answers.Pod("a", "9")),
    };

    private static string Line(string type, string name, string version) =>
        new JsonObject { ["type"] = type, ["object"] = Answers.Pod(name, version) }.ToJsonString() + "\n";

    private static List<string> Versions(ScriptedServer server) =>
    [
        .. server.Requests.Where(r => r.Contains("watch=true", StringComparison.Ordinal))
            .Select(r => r.Split("resourceVersion=")[1].Split('&')[0]),
    ];

    private static async Task<List<string>> TakeAsync(ScriptedServer server, int count)
    {
        var seen = new List<string>();
        using var client = server.Client(new SkippingClock(), new TransportOptions { MaxAttempts = 1 });
        await foreach (var next in client.WatchAsync(ResourceType.Pods, "shop"))
        {
            seen.Add(next switch
            {
                Relisted all => "relisted " + string.Join(',', all.Items.Select(KubeObject.NameOf)),
                Added one => "added " + KubeObject.NameOf(one.Item),
                Modified one => "modified " + KubeObject.NameOf(one.Item),
                Deleted one => "deleted " + KubeObject.NameOf(one.Item),
                _ => next.ToString(),
            });
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
