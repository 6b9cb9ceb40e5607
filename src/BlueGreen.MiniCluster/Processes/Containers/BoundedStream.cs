using System.Text;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Keeps the beginning of what is written to it, from two writers at once, and lets the rest go.</summary>
/// <param name="limit">How many bytes are kept.</param>
internal sealed class BoundedStream(int limit) : AsyncStream
{
    private readonly Lock _lock = new();
    private readonly MemoryStream _kept = new();

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
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _kept.Write(buffer.Span[..Math.Min(buffer.Length, limit - (int)_kept.Length)]);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _kept.Dispose();
        base.Dispose(disposing);
    }
}
