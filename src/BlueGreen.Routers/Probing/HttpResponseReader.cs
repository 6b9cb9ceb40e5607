using System.Globalization;
using System.Text;

namespace BlueGreen.Routers.Probing;

/// <summary>Reads HTTP/1.1 answers from a stream, one after the other.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3"/>
internal sealed class HttpResponseReader(Stream stream)
{
    private const int MaxLine = 16 * 1024;
    private const int MaxHeaders = 100;
    private const int MaxBodyKept = 64 * 1024;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads the next answer; interim ones (1xx) are passed over.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The answer.</returns>
    public async Task<RawHttpResponse> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (status, isNew) = StatusOf(await LineAsync(cancellationToken));
            var headers = await HeadersAsync(cancellationToken);
            if (status is >= 100 and < 200)
            {
                continue;
            }

            using var body = new MemoryStream();
            var hasEnd = await BodyAsync(status, headers, body, cancellationToken);
            var closes = headers.TryGetValue("connection", out var c)
                && c.Contains("close", StringComparison.OrdinalIgnoreCase);
            var text = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
            return new RawHttpResponse(status, headers, text, hasEnd && isNew && !closes);
        }
    }

    private static (int Status, bool IsVersion11) StatusOf(string line)
    {
        var parts = line.Split(' ', 3);
        return parts is [var version, var code, ..]
            && version.StartsWith("HTTP/1.", StringComparison.Ordinal)
            && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? (status, version.EndsWith('1'))
            : throw new IOException($"the answer is not HTTP: '{line[..Math.Min(line.Length, 80)]}'");
    }

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var count = 0; count < MaxHeaders; count++)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length == 0)
            {
                return headers;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        throw new IOException($"the answer has more than {MaxHeaders} headers");
    }

    /// <summary>Reads the body to its end.</summary>
    /// <returns>Whether the end was told by the answer itself, not by the end of the connection.</returns>
    private async Task<bool> BodyAsync(
        int status, Dictionary<string, string> headers, MemoryStream body, CancellationToken cancellationToken)
    {
        if (status is 204 or 304)
        {
            return true;
        }

        if (headers.TryGetValue("transfer-encoding", out var encoding)
            && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            await ChunksAsync(body, cancellationToken);
            return true;
        }

        if (headers.TryGetValue("content-length", out var text))
        {
            var length = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : throw new IOException($"the answer's length is '{text}'");
            await CopyAsync(length, body, cancellationToken);
            return true;
        }

        while (await FillAsync(cancellationToken))
        {
            Take(_end - _start, body);
        }

        return false;
    }

    private async Task ChunksAsync(MemoryStream body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = (await LineAsync(cancellationToken)).Split(';', 2)[0].Trim();
            var size = long.TryParse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
                && number >= 0
                ? number : throw new IOException($"a chunk's size is '{line}'");
            if (size == 0)
            {
                await HeadersAsync(cancellationToken);
                return;
            }

            await CopyAsync(size, body, cancellationToken);
            await LineAsync(cancellationToken);
        }
    }

    private async Task CopyAsync(long length, MemoryStream body, CancellationToken cancellationToken)
    {
        for (var left = length; left > 0;)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new IOException("the connection ended in the middle of an answer");
            }

            var count = (int)Math.Min(left, _end - _start);
            Take(count, body);
            left -= count;
        }
    }

    private void Take(int count, MemoryStream body)
    {
        var kept = (int)Math.Min(count, MaxBodyKept - body.Length);
        body.Write(_buffer, _start, kept);
        _start += count;
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < MaxLine)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new IOException("the connection ended before the answer");
            }

            var found = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start);
            var stop = found < 0 ? _end : found;
            line.Append(Encoding.Latin1.GetString(_buffer, _start, stop - _start));
            _start = found < 0 ? _end : found + 1;
            if (found >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }

        throw new IOException($"the answer has a line of more than {MaxLine} characters");
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, cancellationToken);
        return _end > 0;
    }
}
