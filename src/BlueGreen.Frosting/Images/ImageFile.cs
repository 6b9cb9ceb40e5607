using BlueGreen.Errors;

namespace BlueGreen.Frosting.Images;

/// <summary>Where Push leaves its record: a file that a pipeline carries to the job that deploys.</summary>
internal static class ImageFile
{
    /// <summary>The file, seen from the repository's root.</summary>
    public const string Name = "artifacts/image.json";

    private const int MaxBytes = 1 << 16;

    /// <summary>Reads the record.</summary>
    /// <param name="folder">The repository's root.</param>
    /// <returns>The record; or what is wrong with the file; or neither when there is none.</returns>
    public static (ImageRecord? Record, string? Fault) Find(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, Name));
        if (!file.Exists)
        {
            return (null, null);
        }

        try
        {
            return file.Length > MaxBytes
                ? (null, $"it has {file.Length} bytes, at most {MaxBytes} are read")
                : ImageRecord.Parse(File.ReadAllText(file.FullName));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, $"it cannot be read: {unreadable.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Writes the record; who reads it meanwhile sees the old one or the new one, never a half.</summary>
    /// <param name="folder">The repository's root.</param>
    /// <param name="record">The record.</param>
    /// <exception cref="ReleaseException">The file cannot be written.</exception>
    public static void Write(string folder, ImageRecord record)
    {
        var path = Path.Combine(folder, Name);

        // Of this process only: with another Push in the same folder the last one wins, and neither is a mixture.
        var temporary = $"{path}.{Environment.ProcessId}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(temporary, record.ToJson());
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                ExitCode.NotSwitched,
                $"The image was pushed, but {Name} cannot be written.",
                refused.Message,
                "Make the folder writable and run --target=Push again; without the file Deploy uses the tag.",
                refused);
        }
    }
}
