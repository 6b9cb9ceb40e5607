using System.Buffers.Binary;

namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>The first eight bytes of a frame, and the frames that this server sends.</summary>
/// <param name="IsControl">Whether it is about the connection rather than data of a stream.</param>
/// <param name="Type">What a control frame is for.</param>
/// <param name="StreamId">The stream of a data frame.</param>
/// <param name="Flags">Flags; the lowest says that the sender writes no more to the stream.</param>
/// <param name="Length">How many bytes follow.</param>
/// <seealso href="https://www.chromium.org/spdy/spdy-protocol/spdy-protocol-draft3-1/"/>
internal readonly record struct SpdyFrame(bool IsControl, SpdyFrameType Type, uint StreamId, byte Flags, int Length)
{
    /// <summary>Length of what every frame begins with.</summary>
    public const int HeadLength = 8;

    private const uint ControlBit = 0x8000_0000;
    private const uint Version = 3;
    private const byte EndFlag = 1;

    // zlib's head with the dictionary's id, then "no headers" as a block that is not compressed, then an empty block:
    // the sign that all is there, without which Go's inflater waits for more.
    private static readonly byte[] ZlibHead = [0x78, 0xBB, 0xE3, 0xC6, 0xA7, 0xC2];
    private static readonly byte[] NoHeaders =
        [0, 4, 0, 0xFB, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>Gets a value indicating whether the sender writes no more to the stream.</summary>
    public bool IsLast => (Flags & EndFlag) != 0;

    /// <summary>Reads the first bytes of a frame.</summary>
    /// <param name="head">The bytes.</param>
    /// <returns>What they say.</returns>
    /// <exception cref="SpdyException">The frame is of another version.</exception>
    public static SpdyFrame Read(ReadOnlySpan<byte> head)
    {
        var first = BinaryPrimitives.ReadUInt32BigEndian(head);
        var second = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var isControl = (first & ControlBit) != 0;
        if (isControl && ((first & ~ControlBit) >> 16) != Version)
        {
            throw new SpdyException("a frame is not of SPDY/3");
        }

        var type = isControl ? (SpdyFrameType)(first & 0xFFFF) : default;
        return new SpdyFrame(
            isControl, type, isControl ? 0 : first, (byte)(second >> 24), (int)(second & 0xFF_FFFF));
    }

    /// <summary>Writes a data frame.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="data">The data.</param>
    /// <param name="isLast">Whether no more comes.</param>
    /// <returns>The frame.</returns>
    public static byte[] Data(uint streamId, ReadOnlySpan<byte> data, bool isLast)
    {
        var frame = new byte[HeadLength + data.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, streamId);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), data.Length);
        frame[4] = isLast ? EndFlag : (byte)0;
        data.CopyTo(frame.AsSpan(HeadLength));
        return frame;
    }

    /// <summary>Writes the answer to a new stream: it is taken.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="isFirst">Whether it is the first of the connection.</param>
    /// <returns>The frame.</returns>
    public static byte[] Reply(uint streamId, bool isFirst) =>
        Control(SpdyFrameType.SynReply, [.. Number(streamId), .. isFirst ? ZlibHead : [], .. NoHeaders]);

    /// <summary>Writes the answer to a new stream that is not taken.</summary>
    /// <param name="streamId">The stream.</param>
    /// <returns>The frame.</returns>
    public static byte[] Refusal(uint streamId)
    {
        const uint RefusedStream = 3;
        return Control(SpdyFrameType.RstStream, [.. Number(streamId), .. Number(RefusedStream)]);
    }

    /// <summary>Writes the answer to a ping: the same.</summary>
    /// <param name="payload">What was sent.</param>
    /// <returns>The frame.</returns>
    public static byte[] Pong(ReadOnlySpan<byte> payload) => Control(SpdyFrameType.Ping, payload);

    private static byte[] Number(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Control(SpdyFrameType type, ReadOnlySpan<byte> payload) =>
        [.. Number(ControlBit | (Version << 16) | (uint)type), .. Number((uint)payload.Length), .. payload];
}

/// <summary>What a control frame is for.</summary>
internal enum SpdyFrameType
{
    /// <summary>None: a data frame.</summary>
    None = 0,

    /// <summary>A new stream, with headers.</summary>
    SynStream = 1,

    /// <summary>The answer to one.</summary>
    SynReply = 2,

    /// <summary>A stream ends without more ado.</summary>
    RstStream = 3,

    /// <summary>Is the other side still there?</summary>
    Ping = 6,

    /// <summary>No new streams.</summary>
    GoAway = 7,

    /// <summary>More headers of a stream.</summary>
    Headers = 8,
}
