using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text;
using BlueGreen.Errors;
using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>The pipeline files of a repository, and the files that they name.</summary>
/// <param name="Sources">What could be read.</param>
/// <param name="Unreadable">What could not.</param>
internal sealed record PipelineFolder(ImmutableArray<PipelineSource> Sources, ImmutableArray<Finding> Unreadable)
{
    private const int MaxFiles = 500;
    private const int MaxBytes = 1 << 22;
    private const int MaxRounds = 5;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly string[] Folders = [".semaphore", ".github/workflows"];

    /// <summary>Reads them.</summary>
    /// <param name="root">The repository's root.</param>
    /// <returns>The files; at least one of them is a pipeline.</returns>
    /// <exception cref="ReleaseException">There is no pipeline file, or there are too many.</exception>
    public static PipelineFolder Read(string root)
    {
        var names = Folders
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(FilesOf)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(name => PipelineSystems.Of(name) is not null)
            .Take(MaxFiles + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (names.Count is 0 or > MaxFiles)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                names.Count == 0 ? "There are no pipeline files." : "There are too many pipeline files.",
                names.Count == 0
                    ? $"Neither .semaphore nor .github/workflows in {root} holds a file that ends in .yml or .yaml."
                    : $".semaphore and .github/workflows hold more than {MaxFiles}.",
                names.Count == 0
                    ? "Write them with ./build.sh --target=Pipelines, or run this from the repository's root."
                    : "Move what is no pipeline elsewhere.");
        }

        return ReadWithNamed(root, names);
    }

    /// <summary>Folders that are links are left: git has them as files, and one may lead back to where it is.</summary>
    private static FileSystemEnumerable<string> FilesOf(string folder) => new(
        folder,
        static (ref entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = static (ref entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    /// <summary>A file that is named may name further ones.</summary>
    private static PipelineFolder ReadWithNamed(string root, List<string> names)
    {
        var sources = new List<PipelineSource>();
        var unreadable = new List<Finding>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < MaxRounds && names.Count > 0; round++)
        {
            foreach (var name in names.Where(known.Add))
            {
                Add(root, name, sources, unreadable);
            }

            names =
            [
                .. PipelineCheck.FilesNamedBy(sources)
                    .Where(name => !known.Contains(name) && File.Exists(Path.Combine(root, name)))
                    .Take(MaxFiles),
            ];
        }

        return new PipelineFolder([.. sources], [.. unreadable]);
    }

    private static void Add(string root, string name, List<PipelineSource> sources, List<Finding> unreadable)
    {
        try
        {
            sources.Add(new PipelineSource(name, Text(Path.Combine(root, name), root)));
        }
        catch (Exception e) when (e
            is IOException or UnauthorizedAccessException or DecoderFallbackException or InvalidDataException)
        {
            unreadable.Add(new Finding(
                new SourcePosition(name),
                PipelineRules.Yaml,
                FindingGravity.Refused,
                $"The file cannot be read: {(e is DecoderFallbackException ? "it is no UTF-8 text." : e.Message)}",
                "The CI system refuses the whole file, and nothing runs.",
                "Write it as UTF-8 text, or remove it."));
        }
    }

    /// <summary>Reads a file of this repository: no device, no more than is taken, and UTF-8 only.</summary>
    private static string Text(string path, string root)
    {
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
            && Path.GetRelativePath(root, target.FullName) is var inside
            && (Path.IsPathRooted(inside) || inside.StartsWith("..", StringComparison.Ordinal)))
        {
            throw new InvalidDataException("It is a link that leads out of the repository.");
        }

        var bytes = new byte[MaxBytes + 1];
        using var file = File.OpenRead(path);
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= MaxBytes
            ? Utf8.GetString(bytes, 0, length).TrimStart('\uFEFF')
            : throw new InvalidDataException($"It has more than {MaxBytes} bytes.");
    }
}
