namespace BlueGreen.Pipelines.Checking;

/// <summary>Knows where each CI system keeps its files.</summary>
public static class PipelineSystems
{
    private const string GitHubFolder = ".github/workflows/";

    /// <summary>Tells which CI system reads a file.</summary>
    /// <param name="name">The path from the repository's root, with slashes of either kind.</param>
    /// <returns>The system; null for a file that neither reads.</returns>
    public static PipelineSystem? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var path = name.Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (!path.EndsWith(".yml", StringComparison.Ordinal) && !path.EndsWith(".yaml", StringComparison.Ordinal))
        {
            return null;
        }

        if (path.StartsWith(".semaphore/", StringComparison.Ordinal))
        {
            return PipelineSystem.Semaphore;
        }

        // GitHub reads no folders below this one.
        return path.StartsWith(GitHubFolder, StringComparison.Ordinal) && !path[GitHubFolder.Length..].Contains('/')
            ? PipelineSystem.GitHub
            : null;
    }
}
