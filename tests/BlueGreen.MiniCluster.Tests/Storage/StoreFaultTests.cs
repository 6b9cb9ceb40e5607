using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Storage;

/// <summary>What goes wrong below the store: nobody waits for ever, and nobody reads what does not last.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private static readonly ObjectKey One = new(string.Empty, "configmaps", "shop", "one");

    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-fault-").FullName;

    private string Log => Path.Combine(_folder, "objects.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_DefectWhileManyWait_IsToldToEachAndEndsNobodysWait()
    {
        var gate = new Lock();
        var isFirst = true;
        var writes = new GroupCommit(gate, () =>
        {
            if (isFirst)
            {
                isFirst = false;
                throw new ObjectDisposedException("disk");
            }
        });
        List<Thread> threads;
        var told = 0;
        lock (gate)
        {
            threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
            {
                Assert.Throws<ObjectDisposedException>(() => writes.Run(() => []));
                Interlocked.Increment(ref told);
            }) { IsBackground = true })];
            threads.ForEach(thread => thread.Start());
            Assert.True(SpinWait.SpinUntil(
                () => threads.TrueForAll(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
                TimeSpan.FromSeconds(10)));
        }

        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
        Assert.Equal(4, told);
        Assert.Empty(await Task.Run(() => writes.Run(() => [])).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Update_ManyOfOneObjectThatDoNotLastTogether_LeaveItAsItWas()
    {
        var log = ObjectLog.Open(Log, out var content);
        using var clock = new HeldClock();
        var store = new ObjectStore(clock, log: log, content: content);
        store.Create(One, new JsonObject { ["data"] = "kept" });
        await log.DisposeAsync();
        clock.Hold();
        var first = Refused(() => store.Create(One with { Name = "first" }, []));
        clock.AwaitLook();
        var others = Enumerable.Range(0, 4).Select(number => Refused(
            () => store.Update(One, new JsonObject { ["data"] = $"{number}" }, expectedVersion: null))).ToList();
        Assert.True(SpinWait.SpinUntil(
            () => others.TrueForAll(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
            TimeSpan.FromSeconds(10)));
        clock.Release();

        Assert.All(others.Prepend(first), thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));
        Assert.Equal("kept", (string?)store.Find(One)!["data"]);
        Assert.Equal(2, store.Version);
    }

    [Fact]
    public async Task Create_LogClosed_ThrowsAndChangesNothing()
    {
        var log = ObjectLog.Open(Log, out var content);
        var store = new ObjectStore(new FakeClock(), log: log, content: content);
        await log.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => store.Create(One, []));
        Assert.Throws<ObjectDisposedException>(() => store.Create(One, []));

        Assert.Null(store.Find(One));
        Assert.Equal(1, store.Version);
    }

    [Fact]
    public async Task Append_LogThatCannotBeBegunAnew_GoesOnInTheOldOne()
    {
        Directory.CreateDirectory(Log + ".new");
        await using (var log = ObjectLog.Open(Log, out var content, growth: 1))
        {
            var store = new ObjectStore(new FakeClock(), log: log, content: content);
            store.Create(One, []);
            for (var number = 0; number < 50; number++)
            {
                store.Update(One, new JsonObject { ["data"] = number }, expectedVersion: null);
            }
        }

        Directory.Delete(Log + ".new");
        await using var again = ObjectLog.Open(Log, out var kept);
        Assert.Equal(52, kept.Version);
        Assert.Equal(49, (int?)JsonNode.Parse(kept.Objects[One])!["data"]);
    }

    [Fact]
    public async Task Follow_FromBeforeAndAfterTheLogIsBegunAnew_TellsEveryChangeOnce()
    {
        await using var log = ObjectLog.Open(Log, out var content, growth: 1);
        var store = new ObjectStore(new FakeClock(), log: log, content: content);
        using var changes = store.Follow(store.Version);
        store.Create(One, []);
        for (var number = 0; number < 100; number++)
        {
            store.Update(One, new JsonObject { ["data"] = number }, expectedVersion: null);
        }

        using var late = store.Follow(store.Version - 10);
        Assert.Equal(Enumerable.Range(2, 101).Select(version => (long)version), Versions(changes));
        Assert.Equal(Enumerable.Range(93, 10).Select(version => (long)version), Versions(late));
    }

    [Fact]
    public void ListAt_EveryVersionOfALife_IsWhatWasThereThen()
    {
        var store = new ObjectStore(new FakeClock());
        store.Create(One, new JsonObject { ["data"] = "a" });
        store.Update(One, new JsonObject { ["data"] = "b" }, expectedVersion: null);
        store.Update(One, new JsonObject { ["data"] = "b" }, expectedVersion: null);
        store.Remove(One, expectedVersion: null);
        store.Create(One, new JsonObject { ["data"] = "c" });

        var seen = Enumerable.Range(1, 5).Select(version =>
            store.ListAt(string.Empty, "configmaps", "shop", version).Select(one => (string?)one["data"]));

        Assert.Equal("|a|b||c", string.Join('|', seen.Select(one => string.Join(',', one))));
        Assert.Equal(5, store.Version);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    [InlineData(10, false)]
    [InlineData(11, false)]
    [InlineData(12, false)]
    public void Follow_SinceAVersion_IsRefusedExactlyWhenAChangeWouldBeMissing(long since, bool isTooOld)
    {
        var store = new ObjectStore(new FakeClock(), historyLength: 4);
        for (var number = 0; number < 10; number++)
        {
            store.Create(One with { Name = $"{number}" }, []);
        }

        var error = Record.Exception(() => store.Follow(since).Dispose());

        Assert.Equal(isTooOld, error is StoreException { Refusal: StoreRefusal.Expired });
        Assert.Equal(0, store.Watchers);
    }

    private static List<long> Versions(StoreChanges changes)
    {
        var versions = new List<long>();
        while (changes.TryRead(out var change))
        {
            versions.Add(change.Version);
        }

        return versions;
    }

    private static Thread Refused(Action write)
    {
        var thread = new Thread(() => Assert.Throws<ObjectDisposedException>(write)) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>Holds who looks at it: a write that is being made, while others wait for it.</summary>
    private sealed class HeldClock : TimeProvider, IDisposable
    {
        private readonly ManualResetEventSlim _isFree = new(initialState: true);
        private readonly ManualResetEventSlim _isAsked = new();

        public void Hold()
        {
            _isAsked.Reset();
            _isFree.Reset();
        }

        public void AwaitLook() => Assert.True(_isAsked.Wait(TimeSpan.FromSeconds(10)));

        public void Release() => _isFree.Set();

        public void Dispose()
        {
            _isFree.Dispose();
            _isAsked.Dispose();
        }

        public override DateTimeOffset GetUtcNow()
        {
            _isAsked.Set();
            Assert.True(_isFree.Wait(TimeSpan.FromSeconds(10)));
            return base.GetUtcNow();
        }
    }
}
