using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Every job ends some time, and a release's token can do little.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions"/>
internal sealed class JobRule : IGitHubRule
{
    private const string LeastRights =
        "Write 'permissions: {contents: read}', and 'id-token: write' where OIDC needs it.";
    private static readonly string[] Dangerous = ["contents", "actions"];

    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        foreach (var job in file.Jobs.Where(job =>
            job.Node is YamlMapping && job.Node.Get("uses") is null && job.Node.Get("timeout-minutes") is null))
        {
            findings.Warn(
                job.Key.At,
                PipelineRules.Timeout,
                $"The job '{job.Id}' has no 'timeout-minutes'.",
                "One that hangs ends after six hours, and all that time others wait.",
                "Write 'timeout-minutes', some minutes more than the time limits of bluegreen.yml together.");
        }

        var releasing = file.TouchingJobs.Where(job => job.Node.Get("uses") is null).ToList();
        foreach (var job in releasing.Where(job => Permissions(job).Contains(null)))
        {
            findings.Warn(
                job.Key.At,
                PipelineRules.Permissions,
                $"The job '{job.Id}' changes the cluster, and nothing says what its token may do.",
                "It may do what the repository's settings allow, often write everything.",
                LeastRights);
        }

        var judged = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        foreach (var job in releasing)
        {
            foreach (var permissions in Permissions(job).OfType<YamlNode>().Where(judged.Add))
            {
                CheckWidth(permissions, job, findings);
            }
        }
    }

    /// <summary>Its own, or its workflow's, or those of each job that calls it.</summary>
    private static IEnumerable<YamlNode?> Permissions(GitHubJob job) =>
        Own(job) is { } own ? [own]
        : job.File.IsOnlyCalled && job.File.All.CallersOf(job.File) is { Count: > 0 } callers ? callers.Select(Own)
        : [null];

    private static YamlNode? Own(GitHubJob job) => job.Node.Get("permissions") ?? job.File.Root.Get("permissions");

    private static void CheckWidth(YamlNode permissions, GitHubJob job, Findings findings)
    {
        var wide = permissions is YamlScalar { Value: "write-all" }
            ? permissions
            : Dangerous.Select(permissions.Get).FirstOrDefault(level => level is YamlScalar { Value: "write" });
        if (wide is not null)
        {
            findings.Warn(
                wide.At,
                PipelineRules.Permissions,
                $"The token of the job '{job.Id}' may change the repository or its workflows.",
                "A release needs to read; whatever runs in the job could change what is released next.",
                LeastRights);
        }
    }
}
