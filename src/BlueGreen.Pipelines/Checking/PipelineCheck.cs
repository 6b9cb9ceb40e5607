using BlueGreen.Pipelines.GitHub;
using BlueGreen.Pipelines.Semaphore;
using BlueGreen.Pipelines.Tags;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Finds what is wrong with a repository's pipeline files: what we write, and what a user wrote.</summary>
public static class PipelineCheck
{
    /// <summary>Checks files that belong together: all pipeline files of one repository.</summary>
    /// <param name="files">
    /// The files, and those that they name: <see cref="FilesNamedBy"/>. Which CI system reads one is told by its path.
    /// </param>
    /// <param name="expected">What they are held to; with a pattern that <see cref="ReleaseTagParser"/> takes.</param>
    /// <returns>What is wrong, by file and line; empty when nothing is.</returns>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<PipelineSource> files, PipelineExpectations expected)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(expected);
        var findings = new Findings();
        var allowances = new Allowances();
        var all = new PipelineFiles(files);
        var tags = ExpectedTags.Of(expected);
        foreach (var file in all.All)
        {
            allowances.Read(file, findings);
        }

        SemaphoreCheck.Check(all, tags, findings);
        GitHubCheck.Check(all, tags, findings);
        return [.. findings.All.Where(finding => !allowances.Allow(finding))];
    }

    /// <summary>Tells whether tags are known with which triggers are tried.</summary>
    /// <param name="expected">The tag pattern, and the tags of the repository.</param>
    /// <returns>Whether there are; if not, no finding says which tags start what.</returns>
    public static bool HasReleaseTags(PipelineExpectations expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return !ExpectedTags.Of(expected).Samples.Releases.IsEmpty;
    }

    /// <summary>Lists the files that pipeline files name: they belong to what is checked.</summary>
    /// <param name="files">Pipeline files.</param>
    /// <returns>Paths from the repository's root of files that are not among them. They need not exist.</returns>
    public static IReadOnlyList<string> FilesNamedBy(IReadOnlyList<PipelineSource> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var all = new PipelineFiles(files);
        return
        [
            .. SemaphoreCheck.FilesNamedBy(all).Concat(GitHubCheck.FilesNamedBy(all))
                .Where(name => name.Length > 0 && all.Find(name) is null)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }
}
