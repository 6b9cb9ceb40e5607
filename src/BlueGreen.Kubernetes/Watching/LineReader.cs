using System.Buffers;
using System.Text;

namespace BlueGreen.Kubernetes.Watching;

/// <summary>Cuts a stream into lines of limited length.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>An object is at most 1.5 MiB in the server's store; its JSON may be somewhat longer.</summary>
    private const int MaxLine = 8 * 1024 * 1024;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>Reads the next whole line.</summary>
    /// <returns>The line; null at the end. A line without an end is dropped, for it was cut.</returns>
    public async ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            var unread = _buffer.AsMemory(_start, _end - _start);
            var end = unread.Span.IndexOf((byte)'\n');
            _line.Write(end < 0 ? unread.Span : unread.Span[..end]);
            if (end >= 0)
            {
                _start += end + 1;
                return Encoding.UTF8.GetString(_line.WrittenSpan);
            }

            if (_line.WrittenCount > MaxLine)
            {
                throw new InvalidDataException($"A line is longer than {MaxLine / 1024 / 1024} MiB.");
            }

            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellationToken);
            if (_end == 0)
            {
                return null;
            }
        }
    }
}
