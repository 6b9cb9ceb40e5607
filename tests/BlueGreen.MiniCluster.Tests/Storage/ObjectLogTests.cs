using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Storage;

/// <summary>What a cluster was told to keep is there after every way to end.</summary>
public sealed class ObjectLogTests : IDisposable
{
    private static readonly ObjectKey Shop = new("apps", "deployments", "default", "shop");
    private static readonly ObjectKey Other = new(string.Empty, "configmaps", "default", "other");
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-log-").FullName;

    private string File => Path.Combine(_folder, "objects.log");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_AfterWrites_HasEveryObjectAndTheVersion()
    {
        var (version, uid) = (0L, string.Empty);
        await using (var log = ObjectLog.Open(File, out var empty))
        {
            var store = Store(log, empty);
            uid = (string)store.Create(Shop, Value("one"))["metadata"]!["uid"]!;
            store.Update(Shop, Value("two"), expectedVersion: null);
            store.Create(Other, Value("gone"));
            store.Remove(Other, expectedVersion: null);
            version = store.Version;
        }

        await using var again = ObjectLog.Open(File, out var content);
        var restored = Store(again, content);

        Assert.Equal("two", (string?)restored.Find(Shop)!["data"]);
        Assert.Equal(uid, (string?)restored.Find(Shop)!["metadata"]!["uid"]);
        Assert.Null(restored.Find(Other));
        Assert.Equal(version, restored.Version);
        Assert.Equal($"{version + 1}", (string?)restored.Create(Other, Value("new"))["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Open_CutOffAnywhereInTheLastWrite_HasEverythingBeforeIt()
    {
        await WriteAsync(store => store.Create(Shop, Value("one")));
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        await WriteAsync(store => store.Update(Shop, Value("two"), expectedVersion: null));
        var longer = await System.IO.File.ReadAllBytesAsync(File);

        for (var length = whole.Length; length < longer.Length; length++)
        {
            await System.IO.File.WriteAllBytesAsync(File, longer[..length]);
            await using var log = ObjectLog.Open(File, out var content);
            var store = Store(log, content);

            Assert.Equal("one", (string?)store.Find(Shop)!["data"]);

            // What is written next must not be lost behind the half line.
            store.Update(Shop, Value("three"), expectedVersion: null);
            await log.DisposeAsync();
            await using var after = ObjectLog.Open(File, out var next);
            Assert.Equal("three", (string?)Store(after, next).Find(Shop)!["data"]);
        }
    }

    [Fact]
    public async Task Open_DamagedInTheMiddle_IsRefusedWithTheLine()
    {
        await WriteAsync(store => store.Create(Shop, Value("one")));
        await WriteAsync(store => store.Create(Other, Value("two")));
        var text = await System.IO.File.ReadAllTextAsync(File);
        await System.IO.File.WriteAllTextAsync(File, text.Replace("\"one\"", "\"0ne\"", StringComparison.Ordinal));

        var refused = Assert.Throws<InvalidDataException>(() => ObjectLog.Open(File, out _));

        Assert.Contains("Line 2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_FormatOfAnotherProgram_IsRefused()
    {
        var header = """{"format":2,"version":1}""";
        await System.IO.File.WriteAllTextAsync(
            File, $"{ObjectLog.Checksum(System.Text.Encoding.UTF8.GetBytes(header))} {header}\n");

        Assert.Throws<InvalidDataException>(() => ObjectLog.Open(File, out _));
    }

    [Fact]
    public async Task Open_OpenElsewhere_IsRefused()
    {
        await using var log = ObjectLog.Open(File, out _);

        Assert.Throws<IOException>(() => ObjectLog.Open(File, out _));
    }

    [Fact]
    public async Task Append_ManyChangesOfOneObject_KeepsTheFileSmall()
    {
        await using var log = ObjectLog.Open(File, out var content, growth: 4000);
        var store = Store(log, content);
        store.Create(Shop, Value("0"));
        for (var number = 1; number <= 200; number++)
        {
            store.Update(Shop, Value($"{number}"), expectedVersion: null);
        }

        var version = store.Version;
        await log.DisposeAsync();
        await using var again = ObjectLog.Open(File, out var restored);

        Assert.InRange(new FileInfo(File).Length, 1, 8000);
        Assert.Equal("200", (string?)Store(again, restored).Find(Shop)!["data"]);
        Assert.Equal(version, restored.Version);
    }

    [Fact]
    public async Task Append_DiskFull_RefusesTheWriteAndChangesNothing()
    {
        await using var file = new FullDisk(File);
        await using var log = new ObjectLog(File, file, growth: int.MaxValue);
        var store = Store(log, new ObjectLogContent(new(ObjectKeyOrder.Instance), 1));
        store.Create(Shop, Value("one"));
        var length = file.Length;
        file.IsFull = true;

        var refused = Assert.Throws<StoreException>(() => store.Update(Shop, Value("two"), expectedVersion: null));

        Assert.Equal(StoreRefusal.Unwritable, refused.Refusal);
        Assert.Equal("one", (string?)store.Find(Shop)!["data"]);
        Assert.Equal(length, file.Length);
        file.IsFull = false;
        Assert.Equal("two", (string?)store.Update(Shop, Value("two"), expectedVersion: null)["data"]);
    }

    private static ObjectStore Store(ObjectLog log, ObjectLogContent content) =>
        new(new FakeClock(), log: log, content: content);

    private static JsonObject Value(string data) => new() { ["data"] = data };

    private async Task WriteAsync(Action<ObjectStore> change)
    {
        await using var log = ObjectLog.Open(File, out var content);
        change(Store(log, content));
    }

    // Takes half of what is written before it finds that there is no room, as a real disk may.
    private sealed class FullDisk(string path) : FileStream(path, FileMode.Create, FileAccess.ReadWrite)
    {
        public bool IsFull { get; set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, IsFull ? count / 2 : count);
            Refuse();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(IsFull ? buffer[..(buffer.Length / 2)] : buffer);
            Refuse();
        }

        private void Refuse()
        {
            if (IsFull)
            {
                throw new IOException("No space left on device");
            }
        }
    }
}
