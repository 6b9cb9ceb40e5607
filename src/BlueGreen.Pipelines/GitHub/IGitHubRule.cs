using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Something that a workflow file must keep to beyond its shape.</summary>
internal interface IGitHubRule
{
    /// <summary>Checks a file.</summary>
    /// <param name="file">The file; nothing is known of its shape.</param>
    /// <param name="findings">Takes what is wrong.</param>
    void Check(GitHubFile file, Findings findings);
}
