using System.Text.Json;

namespace BlueGreen.Running;

/// <summary>Appends every event to a file, one JSON object a line.</summary>
/// <remarks>Append-only, so a crash can tear only the last line.</remarks>
/// <param name="path">The file; its folder is made when it is missing.</param>
public sealed class FileJournal(string path) : IReleaseObserver
{
    /// <inheritdoc/>
    public async Task OnAsync(StepEvent stepEvent, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(stepEvent), (byte)'\n'];
        await using var file = new FileStream(
            path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, FileOptions.WriteThrough);
        await file.WriteAsync(line, cancellationToken);
    }
}
