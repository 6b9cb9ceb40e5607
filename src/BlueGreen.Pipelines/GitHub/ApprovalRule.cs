using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>An environment may ask people, who take days; a group is not held that long.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments"/>
internal sealed class ApprovalRule : IGitHubRule
{
    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        var isHeldByFile = file.Root.Get("concurrency") is not null && !file.TouchingJobs.IsEmpty;
        var isHeldByCaller = !file.TouchingJobs.IsEmpty
            && file.All.CallersOf(file).Any(caller => caller.Group is not null);
        var jobs = file.Jobs.Where(job => job.Node.Get("environment") is not null).Where(job =>
            isHeldByFile || isHeldByCaller
            || (job.Node.Get("concurrency") is not null && file.TouchingJobs.Contains(job)));
        foreach (var job in jobs)
        {
            findings.Warn(
                job.Node.Get("environment")!.At,
                PipelineRules.ApprovalInGroup,
                $"The job '{job.Id}' may wait for the approval of its environment while a group is held.",
                "Until somebody approves, every other release waits, and the hundred-and-first is cancelled.",
                isHeldByFile ? "Take 'concurrency' from the workflow to the jobs that change the cluster."
                : isHeldByCaller ? "Take 'concurrency' from the job that calls to those that change the cluster."
                : "Let an earlier job without a group have the environment, and this one need it.");
        }
    }
}
