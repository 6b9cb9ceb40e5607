using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>
/// The write-ahead log of the store: a line for each change, or for changes that were made together, on the disk before
/// anybody hears of them. A cluster that was killed at any moment starts again with every acknowledged write.
/// </summary>
/// <remarks>
/// A line is a checksum, a space, and a JSON object: readable with any pager. The first line says the format and the
/// version at which the file was begun. A last line that was cut off is a write that nobody was told of, and is
/// dropped; any other line that does not fit its checksum is damage, and is refused, for what follows may depend on
/// it. When the log has grown far beyond what it describes, it is begun anew with the objects as they are.
/// </remarks>
internal sealed class ObjectLog : IAsyncDisposable
{
    private const int Format = 1;

    private readonly string _path;
    private readonly long _growth;
    private FileStream _file;
    private long _begunAt;
    private bool _isBroken;

    /// <summary>Initializes a new instance of the <see cref="ObjectLog"/> class, at the end of an open file.</summary>
    /// <param name="path">Name of the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="growth">How many bytes may be added before the log is begun anew, at least 1.</param>
    internal ObjectLog(string path, FileStream file, long growth) => (_path, _file, _growth) = (path, file, growth);

    /// <summary>Gets a value indicating whether it is time to begin the log anew.</summary>
    public bool IsOvergrown => _file.Length > _begunAt + Math.Max(_growth, 3 * _begunAt);

    /// <summary>Opens the log, and reads what it holds.</summary>
    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="content">What it held: the objects, and the version of the last change.</param>
    /// <param name="growth">How many bytes may be added before the log is begun anew, at least 1.</param>
    /// <returns>The log, ready for more.</returns>
    /// <exception cref="InvalidDataException">A line is damaged, or the file is of another format.</exception>
    /// <exception cref="IOException">It cannot be read or written, or another cluster has it open.</exception>
    public static ObjectLog Open(string path, out ObjectLogContent content, long growth = 4 << 20)
    {
        var file = OpenFile(path, FileMode.OpenOrCreate);
        try
        {
            content = ObjectLogReader.Read(file, path, out var goodLength);
            file.SetLength(goodLength);
            file.Position = goodLength;
            var log = new ObjectLog(path, file, growth);
            if (goodLength == 0)
            {
                log.Write(Header(content.Version));
            }

            log._begunAt = file.Length;
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes changes; they are on the disk when this returns.</summary>
    /// <param name="changes">The changes, in their order.</param>
    /// <exception cref="StoreException">They could not be written. The log is as it was before.</exception>
    public void Append(IReadOnlyList<StoreEvent> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var entries = changes.Select(Entry).ToList();
        if (entries.Count > 0)
        {
            Write(Line(entries is [var one] ? one : new JsonObject { ["changes"] = new JsonArray([.. entries]) }));
        }
    }

    /// <summary>
    /// Begins the log anew with the objects as they are. The old file stays until the new one is whole.
    /// </summary>
    /// <remarks>
    /// When that fails, the old log goes on and is only longer than need be: no write is refused for it.
    /// </remarks>
    /// <param name="objects">The objects.</param>
    /// <param name="version">The version of the last change.</param>
    public void Restart(IEnumerable<KeyValuePair<ObjectKey, byte[]>> objects, long version)
    {
        FileStream? unused = null;
        try
        {
            var fresh = _path + ".new";
#pragma warning disable CA2000 // Becomes the log, or is what is unused at the end.
            var file = unused = OpenFile(fresh, FileMode.Create);
#pragma warning restore CA2000
            file.Write(Header(version));
            foreach (var (key, json) in objects)
            {
                file.Write(Line(Entry(version, key, JsonNode.Parse(json))));
            }

            // On the disk before it takes the old one's place, and once more after, for the name. From the move on
            // this is the log, whatever fails then: what is written to the other has no name to be found by.
            file.Flush(flushToDisk: true);
            File.Move(fresh, _path, overwrite: true);
            (unused, _file) = (_file, file);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full, perhaps. The next attempt comes when the log has grown again.
        }

        unused?.Dispose();
        _begunAt = _file.Length;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>Gives the checksum of a line, in hexadecimal digits.</summary>
    /// <param name="json">The line without checksum and line end.</param>
    /// <returns>Sixteen digits.</returns>
    internal static string Checksum(ReadOnlySpan<byte> json) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(json).AsSpan(0, 8));

    private static FileStream OpenFile(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,

            // Lines are written whole. What a buffer could not write it would write later, after it was refused.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static byte[] Header(long version) => Line(new JsonObject { ["format"] = Format, ["version"] = version });

    private static JsonObject Entry(StoreEvent change) => Entry(
        change.Version, change.Key, change.Kind is StoreEventKind.Deleted ? null : change.ToObject());

    private static JsonObject Entry(long version, ObjectKey key, JsonNode? value) => new()
    {
        ["version"] = version,
        ["group"] = key.Group,
        ["resource"] = key.Plural,
        ["namespace"] = key.Namespace,
        ["name"] = key.Name,
        ["object"] = value,
    };

    private static byte[] Line(JsonObject entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry);
        return [.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, (byte)'\n'];
    }

    private static StoreException Unwritable(IOException error) =>
        new(StoreRefusal.Unwritable, $"the cluster's log cannot be written: {error.Message}");

    private void Write(byte[] line)
    {
        if (_isBroken)
        {
            throw new StoreException(
                StoreRefusal.Unwritable, $"{_path} could not be written before; restart the cluster");
        }

        var before = _file.Length;
        try
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException error)
        {
            TakeBack(before);
            throw Unwritable(error);
        }
    }

    /// <summary>Half a line must not stand before the next one.</summary>
    private void TakeBack(long length)
    {
        try
        {
            _file.SetLength(length);
            _file.Position = length;
        }
        catch (IOException)
        {
            // Then nothing may follow: the next start drops the half line, which nobody was told of.
            _isBroken = true;
        }
    }
}
