using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.Errors;
using BlueGreen.Ports;
using BlueGreen.Routers.Cluster;
using BlueGreen.Routers.Tests.Support;
using BlueGreen.Running;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.Routers.Tests.Cluster;

/// <summary>Journal and history in one ConfigMap: bounded, and never losing a line to another writer.</summary>
public sealed class ConfigMapLogTests : IDisposable
{
    private const int ServerLimit = 1024 * 1024;
    private readonly MemoryTransport _cluster = new();
    private readonly ConfigMapLog _log;

    public ConfigMapLogTests() => _log = new ConfigMapLog(_cluster.Gate(new FakeClock()), "app");

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public async Task Record_SixtyTimes_KeepsTheNewestFiftyNewestFirst()
    {
        for (var number = 1; number <= 60; number++)
        {
            await _log.RecordAsync(Record($"r{number}"), default);
        }

        var history = await _log.ReadHistoryAsync(default);
        Assert.Equal(50, history.Count);
        Assert.Equal(("r60", "r11"), (history[0].ReleaseId, history[^1].ReleaseId));
        Assert.Null(history[0].Tag);
    }

    [Fact]
    public async Task Append_HugeDetails_StaysBelowWhatAConfigMapHoldsAndKeepsTheNewest()
    {
        var long1 = new string('é', 20_000);
        for (var number = 1; number <= 32; number++)
        {
            await _log.RecordAsync(Record(new string('x', 9_000)), default);
        }

        for (var number = 1; number <= 16; number++)
        {
            await _log.AppendAsync(Event($"r{number % 2}", $"{number} {long1} end {number}"), default);
        }

        var data = _cluster.Store.Find("ConfigMap", "app-blue-green-history")!["data"]!.AsObject();
        Assert.True(data.Sum(entry => Encoding.UTF8.GetByteCount((string)entry.Value!)) < ServerLimit);
        var events = await _log.ReadAsync("r0", default);
        Assert.EndsWith("end 16", events[^1].Detail, StringComparison.Ordinal);
        Assert.True(events.Count > 2);
    }

    [Fact]
    public async Task Append_TenWritersAtOnce_AllGetTheirLine()
    {
        var all = Enumerable.Range(0, 10).Select(number => _log.AppendAsync(Event("r1", $"{number}"), default));
        await Task.WhenAll(all);

        var lines = (await _log.ReadAsync("r1", default)).Select(e =>
            int.Parse(e.Detail, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(0, 10), lines.Order());
    }

    [Fact]
    public async Task Append_AnotherWritesInBetween_KeepsBothLines()
    {
        await _log.AppendAsync(Event("r1", "first"), default);
        var raced = false;
        _cluster.Instead = call =>
        {
            if (call.Method == "PUT" && !raced)
            {
                raced = true;
                var other = _cluster.Store.Find("ConfigMap", "app-blue-green-history")!.DeepClone();
                other["data"]!["journal.json"] = ((string)other["data"]!["journal.json"]!).Replace(
                    "\"first\"", "\"changed\"", StringComparison.Ordinal);
                _cluster.Store.Put(other.ToJsonString());
            }

            return null;
        };

        await _log.AppendAsync(Event("r1", "second"), default);

        Assert.Equal(["changed", "second"], (await _log.ReadAsync("r1", default)).Select(e => e.Detail));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"releaseId\":null}]")]
    [InlineData("[7]")]
    public async Task Read_SomebodyEditedIt_SaysWhichObjectAndWhatToDo(string text)
    {
        _cluster.Store.Put(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "app-blue-green-history" },
            ["data"] = new JsonObject { ["history.json"] = text },
        }.ToJsonString());

        var broken = await Assert.ThrowsAsync<ReleaseException>(() => _log.ReadHistoryAsync(default));

        Assert.Contains("app-blue-green-history", broken.Problem, StringComparison.Ordinal);
        Assert.Contains("kubectl delete configmap", broken.Remedy, StringComparison.Ordinal);
    }

    private static StepEvent Event(string release, string detail) =>
        new(release, "run", "step", StepEventKind.Done, DateTimeOffset.UnixEpoch, detail);

    private static HistoryRecord Record(string release) => new(
        release, "Deploy", null, null, null, DateTimeOffset.UnixEpoch, "ann", "deployed", "s", null);
}
