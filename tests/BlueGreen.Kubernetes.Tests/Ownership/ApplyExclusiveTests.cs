using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Ownership;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Ownership;

public class ApplyExclusiveTests
{
    private readonly OneObjectServer _world = new();

    [Fact]
    public async Task ApplyExclusiveAsync_ExpectedAbsentAndIsAbsent_IsOwnedByApply()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();

        var stored = await client.ApplyExclusiveAsync(Item(), expectedResourceVersion: null);

        Assert.Equal(["""bluegreen Apply {"f:spec":{}}"""], _world.Owners());
        Assert.Equal(KubeObject.ResourceVersionOf(_world.Stored!), KubeObject.ResourceVersionOf(stored));
    }

    [Fact]
    public async Task ApplyExclusiveAsync_ExpectedAbsentButExists_IsAConflict()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        await client.CreateAsync(Item());
        var before = _world.Stored!.ToJsonString();

        var e = await Assert.ThrowsAsync<ApiException>(() => client.ApplyExclusiveAsync(Item(), null));

        Assert.True(e.IsConflict && e.IsAlreadyExists);
        Assert.Equal(before, _world.Stored!.ToJsonString());
    }

    [Fact]
    public async Task ApplyExclusiveAsync_ControllerTouchesTheNewObject_FollowsIt()
    {
        var touches = 0;
        _world.BeforePatch = () =>
        {
            if (++touches <= 3)
            {
                _world.Touch();
            }
        };
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();

        await client.ApplyExclusiveAsync(Item(), null);

        Assert.Equal(["""bluegreen Apply {"f:spec":{}}"""], _world.Owners());
    }

    [Fact]
    public async Task ApplyExclusiveAsync_CrashedBetweenTheTwoWrites_IsRepairedByTheNext()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var created = await client.CreateAsync(Item());

        await client.ApplyExclusiveAsync(Item(), KubeObject.ResourceVersionOf(created));

        Assert.Equal(["""bluegreen Apply {"f:spec":{}}"""], _world.Owners());
    }

    [Fact]
    public async Task ApplyExclusiveAsync_VersionMoved_IsAConflictAndChangesNothing()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var seen = await client.ApplyExclusiveAsync(Item(), null);
        _world.Touch();
        var before = _world.Stored!.ToJsonString();

        var e = await Assert.ThrowsAsync<ApiException>(
            () => client.ApplyExclusiveAsync(Item(), KubeObject.ResourceVersionOf(seen)));

        Assert.True(e.IsConflict);
        Assert.Equal(before, _world.Stored!.ToJsonString());
    }

    [Fact]
    public async Task ApplyExclusiveAsync_DryRunOfACreate_LeavesItAtTheCreate()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();

        await client.ApplyExclusiveAsync(Item(), null, new ApplyOptions { DryRun = true });

        Assert.Contains("dryRun=All", server.Requests.Last(), StringComparison.Ordinal);
        Assert.StartsWith("POST", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void UpgradePatch_OwnUpdateBesideOwnApply_UnitesTheirFields()
    {
        var item = Owned(
            OneObjectServer.Entry("Apply", """{"f:spec":{"f:a":{}}}"""),
            OneObjectServer.Entry("Update", """{"f:spec":{"f:b":{}},"f:metadata":{}}"""),
            OneObjectServer.Entry("Update", """{"f:status":{}}""", "status"));

        var entries = ManagedFields.UpgradePatch(item, "bluegreen")[0]!["value"]!.AsArray();

        Assert.Equal(2, entries.Count);
        Assert.Equal("""{"f:spec":{"f:a":{},"f:b":{}},"f:metadata":{}}""", entries[0]!["fieldsV1"]!.ToJsonString());
        Assert.Equal("status", (string?)entries[1]!["subresource"]);
    }

    [Theory]
    [InlineData("bluegreen", null, true)]
    [InlineData("bluegreen", "status", false)]
    [InlineData("kubectl", null, false)]
    public void NeedUpgrade_OnlyOwnUpdatesOfTheObjectItself_Count(string manager, string? subresource, bool expected)
    {
        var item = Owned(OneObjectServer.Entry("Update", "{}", subresource));
        item["metadata"]!["managedFields"]![0]!["manager"] = manager;

        Assert.Equal(expected, ManagedFields.NeedUpgrade(item, "bluegreen"));
    }

    private static JsonObject Owned(params JsonNode[] entries)
    {
        var item = Item();
        item["metadata"]!["resourceVersion"] = "7";
        item["metadata"]!["managedFields"] = new JsonArray(entries);
        return item;
    }

    private static JsonObject Item() => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["name"] = "x" },
        ["spec"] = new JsonObject(),
    };
}
