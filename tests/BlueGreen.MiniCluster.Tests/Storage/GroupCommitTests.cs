using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Storage;

/// <summary>Writes that wait while the disk is busy with another go to the disk together, or not at all.</summary>
public sealed class GroupCommitTests : IDisposable
{
    private const int Writers = 10;
    private static readonly ObjectKey First = Key("first");
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-").FullName;
    private readonly ConcurrentQueue<StoreException> _refused = new();

    private string File => Path.Combine(_folder, "objects.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Create_ManyWaitForTheDisk_ShareOneFlush()
    {
        await using (var disk = await BusyDisk.OpenAsync(File))
        {
            await using var log = new ObjectLog(File, disk, growth: int.MaxValue);
            var store = Store(log, Empty());
            using var changes = store.Follow(store.Version);
            WriteTogether(store, disk, () => { });

            Assert.Equal(2, disk.Flushes);
            Assert.Empty(_refused);
            Assert.Equal(Writers + 1, store.List(string.Empty, "configmaps", null).Items.Count);
            Assert.Equal(Writers + 2, store.Version);
            for (var version = 2; version <= Writers + 2; version++)
            {
                Assert.True(changes.TryRead(out var told));
                Assert.Equal(version, told.Version);
            }
        }

        await using var again = ObjectLog.Open(File, out var content);
        Assert.Equal((Writers + 1, Writers + 2L), (content.Objects.Count, content.Version));
    }

    [Fact]
    public async Task Create_DiskFullForManyTogether_RefusesAllOfThemAndChangesNothing()
    {
        await using var disk = await BusyDisk.OpenAsync(File);
        await using var log = new ObjectLog(File, disk, growth: int.MaxValue);
        var store = Store(log, Empty());
        WriteTogether(store, disk, () => disk.IsFull = true);

        Assert.Equal(Writers, _refused.Count(refused => refused.Refusal == StoreRefusal.Unwritable));
        Assert.Equal("first", (string?)Assert.Single(store.List(string.Empty, "configmaps", null).Items)["data"]);
        Assert.Equal(2, store.Version);
        disk.IsFull = false;
        Assert.Equal("3", (string?)store.Create(Key("late"), Value("late"))["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Open_ManyTogetherCutOffAnywhere_HasNoneOfThem()
    {
        await using (var disk = await BusyDisk.OpenAsync(File))
        {
            await using var log = new ObjectLog(File, disk, growth: int.MaxValue);
            WriteTogether(Store(log, Empty()), disk, () => { });
        }

        var whole = await System.IO.File.ReadAllBytesAsync(File);
        var lastLine = whole.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        for (var length = lastLine; length < whole.Length; length += 97)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            await using var log = ObjectLog.Open(File, out var content);
            Assert.Equal(First, Assert.Single(content.Objects).Key);
        }
    }

    [Fact]
    public void Create_WritesThatAreRefusedOrThrow_LeaveTheStoreToOthers()
    {
        var store = new ObjectStore(new FakeClock());
        store.Create(First, Value("first"));

        Assert.Equal(
            StoreRefusal.AlreadyExists,
            Assert.Throws<StoreException>(() => store.Create(First, Value("again"))).Refusal);
        Assert.Throws<ArgumentException>(() => store.Create(Key("odd"), new JsonObject { ["data"] = double.NaN }));
        Assert.Equal("3", (string?)store.Create(Key("next"), Value("next"))["metadata"]!["resourceVersion"]);
        Assert.Equal(2, store.List(string.Empty, "configmaps", null).Items.Count);
    }

    /// <summary>Holds the disk with one write until the others wait for it.</summary>
    private void WriteTogether(ObjectStore store, BusyDisk disk, Action beforeTheyGo)
    {
        disk.Hold();
        var first = Start(() => store.Create(First, Value("first")));
        disk.AwaitFlush();
        var others = Enumerable.Range(0, Writers).Select(number =>
        {
            var name = number.ToString(CultureInfo.InvariantCulture);
            return Start(() => store.Create(Key(name), Value(name)));
        }).ToList();
        Assert.True(SpinWait.SpinUntil(
            () => others.TrueForAll(each => each.ThreadState.HasFlag(ThreadState.WaitSleepJoin)),
            TimeSpan.FromSeconds(10)));
        beforeTheyGo();
        disk.Release();
        others.Append(first).ToList().ForEach(each => each.Join());
    }

    private Thread Start(Action write)
    {
        var thread = new Thread(() =>
        {
            try
            {
                write();
            }
            catch (StoreException refused)
            {
                _refused.Enqueue(refused);
            }
        });
        thread.Start();
        return thread;
    }

    private static ObjectKey Key(string name) => new(string.Empty, "configmaps", "shop", name);

    private static JsonObject Value(string data) => new() { ["data"] = data };

    private static ObjectLogContent Empty() => new(new(ObjectKeyOrder.Instance), 1);

    private static ObjectStore Store(ObjectLog log, ObjectLogContent content) =>
        new(new FakeClock(), log: log, content: content);

    /// <summary>A disk that takes its time, and may be full.</summary>
    private sealed class BusyDisk : FileStream
    {
        private readonly ManualResetEventSlim _isFree = new(initialState: true);
        private readonly ManualResetEventSlim _isAsked = new();

        private BusyDisk(string path)
            : base(path, FileMode.Open, FileAccess.ReadWrite) => Seek(0, SeekOrigin.End);

        public bool IsFull { get; set; }

        public int Flushes { get; private set; }

        public static async Task<BusyDisk> OpenAsync(string path)
        {
            await ObjectLog.Open(path, out _).DisposeAsync();
            return new BusyDisk(path);
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing)
            {
                _isFree.Dispose();
                _isAsked.Dispose();
            }
        }

        public void Hold() => _isFree.Reset();

        public void Release() => _isFree.Set();

        public void AwaitFlush() => Assert.True(_isAsked.Wait(TimeSpan.FromSeconds(10)));

        public override void Flush(bool flushToDisk)
        {
            Flushes++;
            _isAsked.Set();
            Assert.True(_isFree.Wait(TimeSpan.FromSeconds(10)));
            base.Flush(flushToDisk);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => Write(buffer.ToArray(), 0, buffer.Length);

        // Takes half of what is written before it finds that there is no room, as a real disk may.
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, IsFull ? count / 2 : count);
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
