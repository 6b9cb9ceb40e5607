using System.Text;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Pipelines.Emitting;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>The files that this target writes, on disk.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class EmittedFolder(string root)
{
    private const int MaxBytes = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks what writing a file would do.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What it would do.</returns>
    public FileChange Look(EmittedFile file)
    {
        var path = PathOf(file.Path);
        if (PathObstacle.Find(root, file.Path) is { } obstacle)
        {
            return new FileChange(file, ChangeKind.Kept, null, obstacle.ToString());
        }

        if (Directory.Exists(path))
        {
            return new FileChange(file, ChangeKind.Kept, null, "it is a folder");
        }

        if (!File.Exists(path))
        {
            return new FileChange(file, ChangeKind.New, null);
        }

        if (Read(path) is not { } text)
        {
            return new FileChange(file, ChangeKind.Kept, null, "it is no text that we could have written");
        }

        var before = PipelineMark.Normalized(text);
        return PipelineMark.OwnerOf(text) switch
        {
            FileOwner.Somebody => new FileChange(file, ChangeKind.Kept, before, "it was written by hand"),
            FileOwner.Changed => new FileChange(file, ChangeKind.Kept, before, "it was changed since it was written"),
            _ when string.Equals(before, file.Text, StringComparison.Ordinal) =>
                new FileChange(file, ChangeKind.Unchanged, before),
            _ => new FileChange(file, ChangeKind.Changed, before),
        };
    }

    /// <summary>Finds files that are ours and would not be written now: another style left them.</summary>
    /// <param name="files">The paths, from the root, of all that was ever written.</param>
    /// <param name="wanted">What is written now.</param>
    /// <returns>Their paths from the root.</returns>
    public IReadOnlyList<string> LeftOver(IEnumerable<string> files, IEnumerable<EmittedFile> wanted) =>
    [
        .. files.Except(wanted.Select(file => file.Path), StringComparer.Ordinal)
            .Where(name => PathObstacle.Find(root, name) is null
                && Read(PathOf(name)) is { } text
                && PipelineMark.OwnerOf(text) is FileOwner.Emitter)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes a file: whoever reads it meanwhile finds the old one or the new one, never a piece.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the disk refuses.</exception>
    public void Write(EmittedFile file)
    {
        var path = PathOf(file.Path);

        // A name of its own: somebody may run the target at the same time.
        var beside = $"{path}.{Path.GetRandomFileName()}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
                {
                    stream.Write(Utf8.GetBytes(file.Text));
                }

                File.Move(beside, path, overwrite: true);
            }
            finally
            {
                File.Delete(beside);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"{file.Path} cannot be written.",
                refused.Message,
                "Make room for it or give yourself the right to write there, then run it again: it goes on from here.",
                refused);
        }
    }

    private static string? Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes ? null : File.ReadAllText(path, Utf8);
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return null;
        }
    }

    private string PathOf(string path) => Path.Combine(root, path);
}
