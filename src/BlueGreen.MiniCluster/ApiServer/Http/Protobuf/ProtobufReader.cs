using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Http.Protobuf;

/// <summary>Walks over the fields of one message.</summary>
/// <param name="bytes">The message.</param>
/// <seealso href="https://protobuf.dev/programming-guides/encoding/"/>
internal ref struct ProtobufReader(ReadOnlySpan<byte> bytes)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthPrefixed = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Reads the next field.</summary>
    /// <param name="field">The field.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ApiException">The message is cut off.</exception>
    public bool TryNext(out ProtobufValue field)
    {
        field = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = ReadVarint();
        var number = (int)(tag >> 3);
        field = (int)(tag & 7) switch
        {
            Varint => new ProtobufValue(number, (long)ReadVarint(), []),
            LengthPrefixed => new ProtobufValue(number, 0, Take(ReadVarint())),
            Fixed64 => new ProtobufValue(number, 0, Take(8)),
            Fixed32 => new ProtobufValue(number, 0, Take(4)),
            _ => throw CutOff(),
        };
        return true;
    }

    private static ApiException CutOff() =>
        ApiErrors.BadRequest("the body of the request is no protocol buffer: a field is cut off");

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64 && !_rest.IsEmpty; shift += 7)
        {
            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw CutOff();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw CutOff();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}

/// <summary>One field as it stands in a message.</summary>
/// <param name="number">Its number.</param>
/// <param name="number64">Its value, when it is a number.</param>
/// <param name="bytes">Its value, when it is a text, bytes or a message.</param>
internal readonly ref struct ProtobufValue(int number, long number64, ReadOnlySpan<byte> bytes)
{
    /// <summary>Gets the number of the field.</summary>
    public int Number { get; } = number;

    /// <summary>Gets the value, when it is a number.</summary>
    public long Number64 { get; } = number64;

    /// <summary>Gets the value, when it is a text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
