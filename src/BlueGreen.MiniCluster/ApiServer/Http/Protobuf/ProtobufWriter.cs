using System.Text;

namespace BlueGreen.MiniCluster.ApiServer.Http.Protobuf;

/// <summary>Writes the fields of one message: the counterpart of <see cref="ProtobufReader"/>.</summary>
/// <remarks>Fields are written in the order of the calls; empty texts and false are left out, as proto3 does.</remarks>
/// <seealso href="https://protobuf.dev/programming-guides/encoding/"/>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthPrefixed = 2;
    private const ulong HighBit = 0x80;

    private readonly List<byte> _bytes = [];

    /// <summary>Writes a text, unless it is empty.</summary>
    /// <param name="number">Number of the field, at least 1.</param>
    /// <param name="text">The text.</param>
    /// <returns>The same writer.</returns>
    public ProtobufWriter Text(int number, string? text) =>
        string.IsNullOrEmpty(text) ? this : Bytes(number, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes a truth, unless it is false.</summary>
    /// <param name="number">Number of the field, at least 1.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same writer.</returns>
    public ProtobufWriter Truth(int number, bool value)
    {
        if (value)
        {
            WriteTag(number, Varint);
            WriteVarint(1);
        }

        return this;
    }

    /// <summary>Writes a message inside this one, also an empty one: that it is there may mean something.</summary>
    /// <param name="number">Number of the field, at least 1.</param>
    /// <param name="message">The message.</param>
    /// <returns>The same writer.</returns>
    public ProtobufWriter Message(int number, ProtobufWriter message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Bytes(number, message._bytes.ToArray());
    }

    /// <summary>Copies what was written.</summary>
    /// <returns>The message.</returns>
    public byte[] ToArray() => _bytes.ToArray();

    private ProtobufWriter Bytes(int number, byte[] value)
    {
        WriteTag(number, LengthPrefixed);
        WriteVarint((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private void WriteTag(int number, int wireType) => WriteVarint(((ulong)number << 3) | (uint)wireType);

    private void WriteVarint(ulong value)
    {
        for (; value >= HighBit; value >>= 7)
        {
            _bytes.Add((byte)(value | HighBit));
        }

        _bytes.Add((byte)value);
    }
}
