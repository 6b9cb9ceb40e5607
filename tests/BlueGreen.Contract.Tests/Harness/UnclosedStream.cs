namespace BlueGreen.Contract.Tests.Harness;

/// <summary>Keeps what was written when the writer closes it, as a process's stdout outlives each of its
/// writers.</summary>
/// <param name="kept">What keeps it.</param>
internal sealed class UnclosedStream(MemoryStream kept) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => kept.Length;

    public override long Position
    {
        get => kept.Position;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => kept.Write(buffer, offset, count);
}
