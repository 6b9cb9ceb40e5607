using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>
/// Keeps what one run of a container printed: the last lines in memory for readers, and a bounded file for people.
/// </summary>
internal sealed class ContainerLog : IDisposable
{
    private const int MaxLines = 10_000;
    private const int MaxCharacters = 4 * 1024 * 1024;
    private const int MaxLineLength = 16 * 1024;
    private const long MaxFileLength = 10 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly TimeProvider _timeProvider;
    private readonly StreamWriter _file;
    private TaskCompletionSource _changed = NewSignal();
    private long _firstNumber;
    private int _characters;
    private long _fileLength;
    private bool _isEnded;

    /// <summary>Begins the log of one run.</summary>
    /// <param name="path">Its file; folders are made.</param>
    /// <param name="timeProvider">Gives the time stamps.</param>
    public ContainerLog(string path, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new StreamWriter(path, append: false) { AutoFlush = true };
    }

    /// <summary>
    /// Copies a stream into the log, line by line, until it ends. A line that is too long becomes several.
    /// </summary>
    /// <param name="stream">Output of a process.</param>
    /// <returns>When the stream has ended.</returns>
    public async Task PumpAsync(Stream stream)
    {
        using var reader =
            new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[4096];
        var line = new StringBuilder();
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            foreach (var c in buffer.AsSpan(0, count))
            {
                if (c == '\n' || line.Length == MaxLineLength)
                {
                    Append(line.ToString().TrimEnd('\r'));
                    line.Clear();
                }

                if (c != '\n')
                {
                    line.Append(c);
                }
            }
        }

        if (line.Length > 0)
        {
            Append(line.ToString());
        }
    }

    /// <summary>Adds a line.</summary>
    /// <param name="text">The line without its end.</param>
    public void Append(string text)
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            var line = new LogLine(_timeProvider.GetUtcNow(), text);
            _lines.Enqueue(line);
            _characters += text.Length;
            while (_lines.Count > MaxLines || _characters > MaxCharacters)
            {
                _characters -= _lines.Dequeue().Text.Length;
                _firstNumber++;
            }

            WriteToFile(line);
            Signal();
        }
    }

    /// <summary>Reads the last lines.</summary>
    /// <param name="count">How many at most.</param>
    /// <returns>The lines.</returns>
    public IReadOnlyList<string> Tail(int count)
    {
        lock (_lock)
        {
            return [.. _lines.TakeLast(count).Select(line => line.Text)];
        }
    }

    /// <summary>Ends the log; readers that follow it end as well.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_isEnded)
            {
                _isEnded = true;
                CloseFile();
                Signal();
            }
        }
    }

    /// <summary>Reads the log.</summary>
    /// <param name="options">What to leave out, and whether to go on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Lines in order.</returns>
    public async IAsyncEnumerable<LogLine> ReadAsync(
        LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (lines, next, changed, isEnded) = Snapshot(from: 0);
        var since = options.Since ?? DateTimeOffset.MinValue;
        lines = [.. lines.Where(line => line.At >= since)];
        foreach (var line in options.TailLines is { } tail ? lines.TakeLast(tail) : lines)
        {
            yield return line;
        }

        while (options.Follow && !isEnded)
        {
            await changed.WaitAsync(cancellationToken);
            (lines, next, changed, isEnded) = Snapshot(next);
            foreach (var line in lines)
            {
                yield return line;
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // On a disk that is full the file ends; if the pump ended too, the app would wait for ever for somebody to read.
    private void WriteToFile(LogLine line)
    {
        if (_fileLength >= MaxFileLength)
        {
            return;
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{line.At:O} {line.Text}");
        try
        {
            _file.WriteLine(text);
            _fileLength += text.Length + 1;
        }
        catch (IOException)
        {
            _fileLength = MaxFileLength;
        }
    }

    private void CloseFile()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The rest does not fit on the disk; readers had it from memory.
        }
    }

    private void Signal()
    {
        _changed.TrySetResult();
        _changed = NewSignal();
    }

    private (List<LogLine> Lines, long Next, Task Changed, bool IsEnded) Snapshot(long from)
    {
        lock (_lock)
        {
            var skipped = (int)Math.Max(0, from - _firstNumber);
            return ([.. _lines.Skip(skipped)], _firstNumber + _lines.Count, _changed.Task, _isEnded);
        }
    }
}
