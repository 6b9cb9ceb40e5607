using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>Reads the compressed header blocks of one side of a connection; each builds on those before it.</summary>
/// <remarks>
/// The base library inflates, but cannot be given a dictionary. So the dictionary is the first thing to inflate: put
/// before the client's data as a block that is not compressed, it is where references to it look.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1950"/>
internal sealed class SpdyHeaderReader : IDisposable
{
    private const int MaximumPairs = 64;
    private const int MaximumText = 8 * 1024;
    private const int ZlibHeaderLength = 6;

    private readonly MemoryStream _input = new();
    private readonly DeflateStream _inflater;
    private bool _hasBegun;

    /// <summary>Prepares to read the first block.</summary>
    public SpdyHeaderReader() => _inflater = new DeflateStream(_input, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>Reads one block.</summary>
    /// <param name="block">The block as sent.</param>
    /// <returns>The headers; names are in lower case.</returns>
    /// <exception cref="SpdyException">It is no such block, or larger than the limits.</exception>
    public IReadOnlyDictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        try
        {
            Feed(block);
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            var left = ReadNumber(MaximumPairs);
            for (; left > 0; left--)
            {
                var name = ReadText();
                headers[name] = ReadText();
            }

            return headers;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new SpdyException($"a header block cannot be read: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inflater.Dispose();
        _input.Dispose();
    }

    private static byte[] StoredBlock(ReadOnlySpan<byte> bytes)
    {
        var block = new byte[5 + bytes.Length];
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(1), (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(3), (ushort)~bytes.Length);
        bytes.CopyTo(block.AsSpan(5));
        return block;
    }

    // What the inflater has not taken yet comes first: the end of a block may still be waiting.
    private void Feed(ReadOnlySpan<byte> block)
    {
        var rest = _input.ToArray().AsSpan((int)_input.Position).ToArray();
        _input.SetLength(0);
        _input.Write(rest);
        if (_hasBegun)
        {
            _input.Write(block);
            _input.Position = 0;
            return;
        }

        if (block.Length < ZlibHeaderLength || BinaryPrimitives.ReadUInt32BigEndian(block[2..]) != SpdyDictionary.Id)
        {
            throw new SpdyException("the headers are not compressed with the dictionary of SPDY/3");
        }

        _hasBegun = true;
        _input.Write(StoredBlock(SpdyDictionary.Bytes.Span));
        _input.Write(block[ZlibHeaderLength..]);
        _input.Position = 0;
        _inflater.ReadExactly(new byte[SpdyDictionary.Bytes.Length]);
    }

    private int ReadNumber(int limit)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        _inflater.ReadExactly(bytes);
        var number = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return number <= limit ? (int)number : throw new SpdyException($"a header block has {number}, over {limit}");
    }

    private string ReadText()
    {
        var bytes = new byte[ReadNumber(MaximumText)];
        _inflater.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
