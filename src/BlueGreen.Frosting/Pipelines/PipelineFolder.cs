using System.Text;
using BlueGreen.Errors;
using BlueGreen.Pipelines.Emitting;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>The pipeline files of a repository on disk.</summary>
/// <param name="root">The repository's root.</param>
internal sealed class PipelineFolder(string root)
{
    private const int MaxBytes = 1 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks what writing a file would do.</summary>
    /// <param name="file">The file.</param>
    /// <returns>What it would do.</returns>
    public FileChange Look(EmittedFile file)
    {
        var path = PathOf(file.Path);
        if (FindLink(file.Path) is { } link)
        {
            return new FileChange(file, ChangeKind.Kept, null, $"{link} is a link");
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

    /// <summary>Finds files that we wrote once and would not write now: another style left them.</summary>
    /// <param name="folder">The CI system's folder.</param>
    /// <param name="wanted">What is written now.</param>
    /// <returns>Their paths from the root.</returns>
    public IReadOnlyList<string> LeftOver(string folder, IReadOnlyCollection<EmittedFile> wanted)
    {
        var path = PathOf(folder);
        return !Directory.Exists(path) || FindLink(folder) is not null
            ? []
            :
            [
                .. Directory.EnumerateFiles(path, "*.yml")
                    .Select(file => $"{folder}/{Path.GetFileName(file)}")
                    .Where(name => wanted.All(file => !string.Equals(file.Path, name, StringComparison.Ordinal)))
                    .Where(name => FindLink(name) is null && Read(PathOf(name)) is { } text
                        && PipelineMark.OwnerOf(text) is not FileOwner.Somebody)
                    .Order(StringComparer.Ordinal),
            ];
    }

    /// <summary>Writes a file: whoever reads it meanwhile finds the old one or the new one, never a piece.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the disk refuses.</exception>
    public void Write(EmittedFile file)
    {
        var path = PathOf(file.Path);
        var beside = $"{path}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(beside, file.Text, Utf8);
            File.Move(beside, path, overwrite: true);
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

    /// <summary>
    /// Finds a link on the way to a file: following it, a file outside of the repository would be written.
    /// </summary>
    private string? FindLink(string path)
    {
        var names = path.Split('/');
        return Enumerable.Range(1, names.Length)
            .Select(count => string.Join('/', names[..count]))
            .FirstOrDefault(name => new FileInfo(PathOf(name)).LinkTarget is not null);
    }

    private string PathOf(string path) => Path.Combine(root, path);
}
