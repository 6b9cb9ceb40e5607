using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>The workflows of one repository, as they call each other.</summary>
internal sealed class GitHubFiles
{
    private readonly Dictionary<string, GitHubFile> _byName = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="GitHubFiles"/> class.</summary>
    /// <param name="sources">All files that are known, workflows or not.</param>
    /// <param name="findings">Takes what cannot be read.</param>
    public GitHubFiles(PipelineFiles sources, Findings findings)
    {
        Sources = sources;
        foreach (var source in sources.All
            .Where(source => source.System is PipelineSystem.GitHub)
            .OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            if (PipelineText.Read(source.Name, source.Text, findings) is { } root)
            {
                _byName.Add(PipelineFiles.Normal(source.Name), new GitHubFile(source.Name, root, this));
            }
        }
    }

    /// <summary>Gets all files that are known, workflows or not.</summary>
    public PipelineFiles Sources { get; }

    /// <summary>Gets the workflows.</summary>
    public IReadOnlyCollection<GitHubFile> Workflows => _byName.Values;

    /// <summary>Finds a workflow that could be read.</summary>
    /// <param name="path">Its path from the repository's root.</param>
    /// <returns>The workflow, or null.</returns>
    public GitHubFile? Find(string path) => _byName.GetValueOrDefault(PipelineFiles.Normal(path));
}
