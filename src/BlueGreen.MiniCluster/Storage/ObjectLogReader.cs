using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>Reads the write-ahead log. See <see cref="ObjectLog"/> for the form of a line.</summary>
internal static class ObjectLogReader
{
    private const int ChecksumLength = 16;

    /// <summary>Reads a log from its beginning.</summary>
    /// <param name="file">The log.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="goodLength">Up to where it is whole: what follows is a write that was cut off.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="InvalidDataException">A line is damaged, or the file is of another format.</exception>
    public static ObjectLogContent Read(Stream file, string path, out long goodLength)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var objects = new SortedDictionary<ObjectKey, byte[]>(ObjectKeyOrder.Instance);
        var (version, number, start) = (1L, 0, 0);
        while (start < bytes.Length)
        {
            number++;
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var entry = length < 0 ? null : TryParse(bytes.AsSpan(start, length));
            if (entry is null)
            {
                // Nothing after it: that is how a kill or a power cut leaves the last write.
                var isLast = length < 0 || start + length + 1 == bytes.Length;
                goodLength = isLast ? start : throw Damaged(path, number);
                return new ObjectLogContent(objects, version);
            }

            version = number == 1 ? Begin(entry, path) : Apply(entry, objects);
            start += length + 1;
        }

        goodLength = start;
        return new ObjectLogContent(objects, version);
    }

    private static JsonObject? TryParse(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength || line[ChecksumLength] != ' ')
        {
            return null;
        }

        var json = line[(ChecksumLength + 1)..];
        return line[..ChecksumLength].SequenceEqual(Encoding.ASCII.GetBytes(ObjectLog.Checksum(json)))
            ? JsonNode.Parse(json) as JsonObject
            : null;
    }

    private static long Begin(JsonObject header, string path) => (int?)header["format"] == 1
        ? (long)header["version"]!
        : throw new InvalidDataException(
            $"{path} is of format {header["format"]}, and this program knows format 1 only.");

    private static long Apply(JsonObject entry, SortedDictionary<ObjectKey, byte[]> objects)
    {
        if (entry["changes"] is not JsonArray { Count: > 0 } together)
        {
            return Change(entry, objects);
        }

        var version = 0L;
        foreach (var change in together)
        {
            version = Change(change!.AsObject(), objects);
        }

        return version;
    }

    private static long Change(JsonObject entry, SortedDictionary<ObjectKey, byte[]> objects)
    {
        var key = new ObjectKey(
            (string)entry["group"]!, (string)entry["resource"]!, (string)entry["namespace"]!, (string)entry["name"]!);
        if (entry["object"] is { } value)
        {
            objects[key] = JsonSerializer.SerializeToUtf8Bytes(value);
        }
        else
        {
            objects.Remove(key);
        }

        return (long)entry["version"]!;
    }

    private static InvalidDataException Damaged(string path, int line) => new(
        $"Line {line} of {path} is damaged: it does not fit its checksum.");
}

/// <summary>What a log holds.</summary>
/// <param name="Objects">The objects, as UTF-8.</param>
/// <param name="Version">The version of the last change; 1 when there was none.</param>
internal sealed record ObjectLogContent(SortedDictionary<ObjectKey, byte[]> Objects, long Version);
