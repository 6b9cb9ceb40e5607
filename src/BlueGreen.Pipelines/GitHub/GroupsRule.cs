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
        foreach (var (job, name) in named.Where(each => !string.Equals(
            Name(each.Job, each.Name!), Name(named[0].Job, named[0].Name!), StringComparison.OrdinalIgnoreCase)))
        {
            findings.Warn(
                name!.At,
                PipelineRules.ConcurrencyDiffers,
                $"This group is another than that of the job '{named[0].Job.Id}' in {named[0].Job.File.Name}.",
                "Both change the cluster, and jobs of two groups run in parallel.",
                $"Write the group '{named[0].Name!.Value}' here too.");
        }
    }

    /// <summary>The workflow's and the job's name differ, however alike the expressions are.</summary>
    private static string Name(GitHubJob job, YamlScalar name) => name.Value
        .Replace("github.workflow", $"github.workflow={job.File.Name}", StringComparison.OrdinalIgnoreCase)
        .Replace("github.job", $"github.job={job.File.Name}/{job.Id}", StringComparison.OrdinalIgnoreCase);
}
