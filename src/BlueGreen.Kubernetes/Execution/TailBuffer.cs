using System.Text;

namespace BlueGreen.Kubernetes.Execution;

/// <summary>Keeps the end of an output whose length nobody knows.</summary>
internal sealed class TailBuffer(int limit)
{
    private byte[] _kept = new byte[4096];
    private int _length;

    /// <summary>Gets a value indicating whether something was dropped.</summary>
    public bool IsTruncated { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_kept.Length - _length < bytes.Length)
        {
            Array.Resize(ref _kept, Math.Max(_kept.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_kept.AsSpan(_length));
        _length += bytes.Length;

        // Cut only at twice the limit, so that a long output is not moved with each chunk.
        if (_length > 2L * limit)
        {
            Cut();
        }
    }

    public string Text()
    {
        Cut();
        var bytes = _kept.AsSpan(0, _length);

        // What was cut may have been cut within a character: skip the rest of it.
        var start = 0;
        while (IsTruncated && start < Math.Min(3, bytes.Length) && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return Encoding.UTF8.GetString(bytes[start..]);
    }

    private void Cut()
    {
        if (_length <= limit)
        {
            return;
        }

        IsTruncated = true;
        _kept.AsSpan(_length - limit, limit).CopyTo(_kept);
        _length = limit;
    }
}
