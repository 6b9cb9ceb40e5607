using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Leases;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Tests.Support;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Leases;

public class LeaseStoreTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    private readonly OneObjectServer _world = new();

    [Fact]
    public async Task FindAsync_Absent_ReturnsNull()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();

        Assert.Null(await new LeaseStore(client).FindAsync("x", ns: null));
    }

    [Fact]
    public async Task TryCreateAsync_Absent_ReadsBackWhatWasWritten()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var store = new LeaseStore(client);

        await store.TryCreateAsync(Held("r-1"));
        var read = await store.FindAsync("x", ns: null);

        Assert.Equal("r-1", read!.Holder);
        Assert.Equal(Noon, read.RenewTime);
        Assert.Equal(TimeSpan.FromSeconds(15), read.Duration);
        Assert.Equal(3, read.Transitions);
        Assert.Equal("[]", read.Annotations["waiting"]);
        Assert.Equal("2026-01-01T12:00:00.123456Z", KubeObject.Text(_world.Stored!, "spec", "renewTime"));
    }

    [Fact]
    public async Task TryCreateAsync_SomebodyWasFaster_ReturnsNull()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var store = new LeaseStore(client);
        await store.TryCreateAsync(Held("r-1"));

        Assert.Null(await store.TryCreateAsync(Held("r-2")));
        Assert.Equal("r-1", (await store.FindAsync("x", ns: null))!.Holder);
    }

    [Fact]
    public async Task TryReplaceAsync_TwoThatReadTheSame_OneWins()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var store = new LeaseStore(client);
        await store.TryCreateAsync(Held("r-1"));
        var first = await store.FindAsync("x", ns: null);
        var second = await store.FindAsync("x", ns: null);

        Assert.NotNull(await store.TryReplaceAsync(first! with { Holder = "r-2" }));
        Assert.Null(await store.TryReplaceAsync(second! with { Holder = "r-3" }));
        Assert.Equal("r-2", (await store.FindAsync("x", ns: null))!.Holder);
    }

    [Fact]
    public async Task TryReplaceAsync_FieldsOfOthers_AreKept()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();
        var store = new LeaseStore(client);
        await store.TryCreateAsync(Held("r-1"));
        _world.Stored!["spec"]!["strategy"] = "OldestEmulationVersion";

        var read = await store.FindAsync("x", ns: null);
        await store.TryReplaceAsync(read! with { Holder = null });

        Assert.Equal("OldestEmulationVersion", KubeObject.Text(_world.Stored, "spec", "strategy"));
        Assert.Null(KubeObject.Text(_world.Stored, "spec", "holderIdentity"));
    }

    [Fact]
    public async Task TryReplaceAsync_LeaseThatWasNotRead_IsRefused()
    {
        await using var server = await ScriptedServer.StartAsync(_world.AnswerAsync);
        using var client = server.Client();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => new LeaseStore(client).TryReplaceAsync(Held("r-1")));
    }

    [Fact]
    public void Read_NonsenseInTheFields_ReadsAsNothing()
    {
        var lease = LeaseRecord.Read((JsonObject)JsonNode.Parse(
            """{"spec":{"renewTime":"soon","leaseTransitions":"x","leaseDurationSeconds":-1}}""")!);

        Assert.Null(lease.RenewTime);
        Assert.Equal(0, lease.Transitions);
        Assert.Equal(TimeSpan.Zero, lease.Duration);
    }

    private static LeaseRecord Held(string holder) => new("x")
    {
        Holder = holder,
        RenewTime = Noon,
        Duration = TimeSpan.FromSeconds(15),
        Transitions = 3,
        Annotations = new LeaseRecord("x").Annotations.Add("waiting", "[]"),
    };
}
