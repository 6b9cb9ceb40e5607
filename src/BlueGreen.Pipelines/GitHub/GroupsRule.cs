using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>All jobs that change the cluster are in one group, whichever workflow they are in.</summary>
internal static class GroupsRule
{
    /// <summary>Checks it.</summary>
    /// <param name="files">The workflows.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(GitHubFiles files, Findings findings)
    {
        var named = files.Workflows
            .SelectMany(file => file.TouchingJobs)
            .Select(job => (Job: job, job.Group?.Name))
            .Where(each => each.Name is not null)
            .DistinctBy(each => each.Name, ReferenceEqualityComparer.Instance)
            .ToList();
        var usual = named
            .GroupBy(each => Name(each.Job, each.Name!), StringComparer.OrdinalIgnoreCase)
            .MaxBy(group => group.Count());
        foreach (var (_, name) in named.Where(each => !string.Equals(
            Name(each.Job, each.Name!), usual!.Key, StringComparison.OrdinalIgnoreCase)))
        {
            var (job, other) = usual!.First();
            findings.Warn(
                name!.At,
                PipelineRules.ConcurrencyDiffers,
                $"This group is another than that of the job '{job.Id}' in {job.File.Name}.",
                "Both change the cluster, and jobs of two groups run in parallel.",
                $"Write the group '{other!.Value}' here too.");
        }
    }

    /// <summary>The workflow's and the job's name differ, however alike the expressions are.</summary>
    private static string Name(GitHubJob job, YamlScalar name) => name.Value
        .Replace("github.workflow", $"github.workflow={job.File.Name}", StringComparison.OrdinalIgnoreCase)
        .Replace("github.job", $"github.job={job.File.Name}/{job.Id}", StringComparison.OrdinalIgnoreCase);
}
