using System.Collections.Immutable;
using System.Text;
using BlueGreen.Errors;
using BlueGreen.Options;
using BlueGreen.Substituting;

namespace BlueGreen.Manifests;

/// <summary>The manifest files of a release, before any variable has a value.</summary>
public sealed class ManifestFiles
{
    private const int MaxFiles = 200;
    private const int MaxBytes = 1 << 21;
    private static readonly string[] Extensions = [".yml", ".yaml", ".json"];

    private ManifestFiles(ImmutableArray<ManifestFile> files) => Files = files;

    /// <summary>Gets the files, by name.</summary>
    public ImmutableArray<ManifestFile> Files { get; }

    /// <summary>Gets the roles no file has, of those every release needs.</summary>
    public ImmutableArray<ManifestRole> Missing =>
        [.. Enum.GetValues<ManifestRole>().Where(role => Files.All(file => file.Role != role))];

    /// <summary>Gets the names of all variables the files refer to: known arguments.</summary>
    public IReadOnlySet<string> VariableNames => Files
        .SelectMany(file => Substitution.FindUses(file.Content.Text))
        .Select(use => use.Name)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>Takes texts that are in memory, such as generated manifests. Their names give their roles.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The files.</returns>
    public static ManifestFiles Of(IEnumerable<ManifestText> texts) =>
        new([.. texts.Select(text => new ManifestFile(RoleOf(text.Name), text))]);

    /// <summary>Reads files, and folders without their subfolders.</summary>
    /// <param name="root">The folder that relative paths start from.</param>
    /// <param name="paths">Files or folders.</param>
    /// <returns>The files.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: all that cannot be read, or has no known
    /// type.</exception>
    public static ManifestFiles Read(string root, IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var problems = new InputProblems();
        var names = paths.SelectMany(path => Expand(root, path, problems)).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count > MaxFiles)
        {
            problems.Add(new(string.Join(", ", paths)), $"there are {names.Count} files, at most {MaxFiles} are read");
        }

        var files = names.Take(MaxFiles).Select(name => ReadOne(root, name, problems)).OfType<ManifestText>().ToList();
        foreach (var (first, second) in FindTwins(files))
        {
            problems.Add(new(second), $"it is the same manifest as {first}; keep one of them");
        }

        problems.ThrowIfAny(
            "The manifests cannot be read.", "Correct the files, or name the right ones with --manifests.");
        return Of(files);
    }

    /// <summary>Refuses a release of which some manifests exist and others do not.</summary>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: the files that are missing.</exception>
    public void RequireAll()
    {
        if (!Missing.IsEmpty)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                "Some manifests are missing.",
                $"There is no {string.Join(", no ", Missing.Select(FileName))}.",
                "Write them, or run with --target=Init to have them generated for reading.");
        }
    }

    private static string FileName(ManifestRole role) => role switch
    {
        ManifestRole.Service => "service.yml",
        ManifestRole.Gateway => "gateway.yml",
        ManifestRole.RouteTest => "route-test.yml",
        ManifestRole.Route => "route.yml",
        _ => "deployment.yml",
    };

    private static ManifestRole RoleOf(string name) => Path.GetFileNameWithoutExtension(name) switch
    {
        "service" => ManifestRole.Service,
        "gateway" => ManifestRole.Gateway,
        "route-test" => ManifestRole.RouteTest,
        "route" => ManifestRole.Route,
        _ => ManifestRole.Workload,
    };

    // service.yml beside service.yaml: which one is meant, nobody can tell.
    private static IEnumerable<(string First, string Second)> FindTwins(IEnumerable<ManifestText> files) => files
        .GroupBy(file => Path.GetFileNameWithoutExtension(file.Name), StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .SelectMany(group => group.Skip(1).Select(second => (group.First().Name, second.Name)));

    private static string[] Expand(string root, string path, InputProblems problems)
    {
        var full = Path.Combine(root, path);
        if (File.Exists(full))
        {
            return [path];
        }

        if (!Directory.Exists(full))
        {
            problems.Add(new(path), "there is no such file or folder");
            return [];
        }

        string[] names =
        [
            .. Directory.EnumerateFiles(full)
                .Select(file => Path.GetFileName(file)!)
                .Where(name => !name.StartsWith('.') && !name.StartsWith("README", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .Select(name => Path.Combine(path, name)),
        ];
        if (names.Length == 0)
        {
            problems.Add(new(path), "the folder holds no manifest");
        }

        return names;
    }

    private static ManifestText? ReadOne(string root, string name, InputProblems problems)
    {
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.Ordinal))
        {
            problems.Add(new(name), $"a manifest ends in {string.Join(", ", Extensions)}");
            return null;
        }

        try
        {
            var file = new FileInfo(Path.Combine(root, name));
            if (file.Length <= MaxBytes)
            {
                using var reader = new StreamReader(file.FullName, new UTF8Encoding(false, throwOnInvalidBytes: true));
                return new ManifestText(name, reader.ReadToEnd());
            }

            problems.Add(new(name), $"it has {file.Length} bytes, at most {MaxBytes} are read");
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new(name), "it is not UTF-8 text");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(name), $"it cannot be read: {e.Message.TrimEnd('.')}");
        }

        return null;
    }
}
