using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Jobs that change the cluster wait for each other, and none is lost while it waits.</summary>
/// <seealso href="https://docs.github.com/en/actions/concepts/workflows-and-actions/concurrency"/>
internal sealed class ConcurrencyRule : IGitHubRule
{
    private const string Instead =
        "Write 'concurrency: {group: blue-green-APP, queue: max, cancel-in-progress: false}', the same everywhere.";

    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        foreach (var job in file.TouchingJobs.Where(job => job.Group is null && !IsHeldElsewhere(job)))
        {
            findings.Warn(
                job.Key.At,
                PipelineRules.ConcurrencyMissing,
                $"The job '{job.Id}' changes the cluster, and is in no concurrency group.",
                "Runs of two tags that come together deploy in parallel.",
                Instead);
        }

        var groups = file.TouchingJobs.Select(job => job.Group).OfType<ConcurrencyGroup>()
            .DistinctBy(group => group.Node, ReferenceEqualityComparer.Instance);
        foreach (var group in groups)
        {
            CheckName(group, findings);
            CheckQueue(group, findings);
        }

        CheckDeadlock(file, findings);
    }

    /// <summary>A workflow that is only called may be held by who calls it, and the other way round.</summary>
    private static bool IsHeldElsewhere(GitHubJob job) => job.CalledFile() is { } called
        ? called.TouchingJobs.All(each => each.Group is not null)
        : job.File.IsOnlyCalled
            && job.File.All.CallersOf(job.File) is { Count: > 0 } callers
            && callers.All(caller => caller.Group is not null);

    private static void CheckName(ConcurrencyGroup group, Findings findings)
    {
        if (group.Name is { } name && GitHubExpression.FindVarying(name.Value) is { } part)
        {
            findings.Warn(
                name.At,
                PipelineRules.ConcurrencyPerRef,
                $"The group's name holds '{part}'.",
                "It is another group for each tag, branch or run: releases of two tags run in parallel.",
                "Write a name that is the same for all of them, such as blue-green-APP.");
        }
    }

    private static void CheckQueue(ConcurrencyGroup group, Findings findings)
    {
        var isMax = group.Queue?.Value is "max";
        var cancels = group.Cancel is { } cancel && cancel.Value is not ("false" or "False" or "FALSE");
        if (cancels && isMax && group.Cancel!.Value is "true" or "True" or "TRUE")
        {
            findings.Refuse(
                group.Cancel!.At,
                PipelineRules.ConcurrencyCancel,
                "'cancel-in-progress: true' does not go with 'queue: max'.",
                "Write 'cancel-in-progress: false'.");
        }
        else if (cancels)
        {
            findings.Warn(
                group.Cancel!.At,
                PipelineRules.ConcurrencyCancel,
                "A younger run cancels the one that is at work.",
                "A release is then ended in the middle, with ten seconds to put things back.",
                "Write 'cancel-in-progress: false'.");
        }

        if (!isMax)
        {
            findings.Warn(
                (group.Queue ?? group.Node).At,
                PipelineRules.ConcurrencyQueue,
                "Only one run waits in this group.",
                "A third one cancels the one that waits: a release is lost, and nothing of ours runs to say so.",
                "Write 'queue: max'; up to a hundred runs wait then.");
        }
    }

    /// <summary>
    /// The run holds the workflow's group until all its jobs have ended, and a job that calls a workflow its own.
    /// </summary>
    private static void CheckDeadlock(GitHubFile file, Findings findings)
    {
        var ofFile = ConcurrencyGroup.Of(file.Root.Get("concurrency"))?.Name;
        var ofJobs = file.Jobs.Select(job => ConcurrencyGroup.Of(job.Node.Get("concurrency"))?.Name)
            .OfType<YamlScalar>().ToList();
        foreach (var name in ofJobs.Where(name => IsSame(name, ofFile)))
        {
            findings.Warn(
                name.At,
                PipelineRules.ConcurrencyDeadlock,
                "The job is in the group that its own workflow holds.",
                "It would wait for itself, and GitHub cancels it.",
                "Keep the group of the jobs, and take that of the workflow out.");
        }

        foreach (var caller in file.All.CallersOf(file).Where(caller => caller.Group is not null))
        {
            foreach (var name in ofJobs.Append(ofFile).OfType<YamlScalar>()
                .Where(name => IsSame(name, caller.Group!.Name)))
            {
                findings.Warn(
                    name.At,
                    PipelineRules.ConcurrencyDeadlock,
                    $"The job '{caller.Id}' of {caller.File.Name} holds this group while it calls this workflow.",
                    "The workflow would wait for who waits for it, and GitHub cancels it.",
                    "Keep one of the two groups: here, or that of the job that calls.");
            }
        }
    }

    private static bool IsSame(YamlScalar name, YamlScalar? other) =>
        name.Value.Equals(other?.Value, StringComparison.OrdinalIgnoreCase);
}
