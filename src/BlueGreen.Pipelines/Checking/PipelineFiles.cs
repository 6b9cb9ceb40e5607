using System.Collections.Frozen;

namespace BlueGreen.Pipelines.Checking;

/// <summary>The files that are checked together, found by the paths that pipelines write.</summary>
/// <param name="sources">The files; of two with one name the last.</param>
internal sealed class PipelineFiles(IEnumerable<PipelineSource> sources)
{
    private readonly FrozenDictionary<string, PipelineSource> _byName = sources
        .GroupBy(source => Normal(source.Name), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    /// <summary>Gets all of them.</summary>
    public IEnumerable<PipelineSource> All => _byName.Values;

    /// <summary>Finds a file.</summary>
    /// <param name="name">Its path from the repository's root.</param>
    /// <returns>The file, or null.</returns>
    public PipelineSource? Find(string name) => _byName.GetValueOrDefault(Normal(name));

    /// <summary>Completes a path as Semaphore does: from the root after a slash, else from the file's folder.</summary>
    /// <param name="file">The file that names the path.</param>
    /// <param name="path">The path as written.</param>
    /// <returns>The path from the root.</returns>
    public static string Resolve(string file, string path)
    {
        var folder = Normal(file) is var name && name.LastIndexOf('/') is var end and >= 0 ? name[..end] : string.Empty;
        return Normal(path.StartsWith('/') ? path : $"{folder}/{path}");
    }

    /// <summary>Writes a path without <c>.</c>, <c>..</c> and backslashes.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path from the root.</returns>
    public static string Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/', '\\'))
        {
            if (part is "..")
            {
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            }
            else if (part is not ("." or ""))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
