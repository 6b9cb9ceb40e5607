using System.Text;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Keeps the beginning of what is written to it, from two writers at once, and lets the rest go.</summary>
/// <param name="limit">How many bytes are kept.</param>
internal sealed class BoundedStream(int limit) : Stream
{
    private readonly Lock _lock = new();
    private readonly MemoryStream _kept = new();

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what was kept.</summary>
    /// <returns>The text.</returns>
    public string ToText()
    {
        lock (_lock)
        {
            return Encoding.UTF8.GetString(_kept.ToArray()).Trim();
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_lock)
        {
            _kept.Write(buffer, offset, Math.Min(count, limit - (int)_kept.Length));
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is held back.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _kept.Dispose();
        base.Dispose(disposing);
    }
}
