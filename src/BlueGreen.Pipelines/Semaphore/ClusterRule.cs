using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>What a pipeline that changes the cluster must have, and must not have.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml"/>
internal sealed class ClusterRule : ISemaphoreRule
{
    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        if (file.FirstClusterCommand(file.Root.Get("after_pipeline")) is { } after)
        {
            findings.Warn(
                after,
                PipelineRules.AfterPipeline,
                "This command changes the cluster after the pipeline.",
                "'after_pipeline' runs when the pipeline is done and its place in the queue is free for the next one.",
                "Put it into a block.");
        }

        if (!file.TouchesCluster)
        {
            return;
        }

        if (file.Root.Get("queue") is null)
        {
            findings.Warn(
                file.Root.At,
                PipelineRules.QueueMissing,
                "This pipeline changes the cluster, and has no 'queue'.",
                "The default queue is one for each branch and tag: two tags that come together deploy in parallel.",
                "Add the same 'queue' with 'name' and 'scope' to every pipeline that changes the cluster.");
        }

        CheckCancel(file, findings);
        if (!file.Blocks.All(block => block.Text("partial_rerun") is "block"))
        {
            CheckRerun(file.Root, file.Root.At, findings);
        }

        foreach (var block in file.Blocks.Where(block => block.Text("partial_rerun") is "jobs"))
        {
            CheckRerun(block, block.Get("partial_rerun")!.At, findings);
        }
    }

    private static void CheckCancel(SemaphoreFile file, Findings findings)
    {
        if (file.Root.Get("auto_cancel") is { } cancel)
        {
            findings.Warn(
                cancel.At,
                PipelineRules.AutoCancel,
                "This pipeline changes the cluster, and 'auto_cancel' may stop it.",
                "A younger pipeline of the same queue then ends this one in the middle of a release.",
                "Take 'auto_cancel' out.");
        }
    }

    private static void CheckRerun(YamlNode part, SourcePosition at, Findings findings)
    {
        if (part.Text("partial_rerun") is not "block")
        {
            findings.Warn(
                at,
                PipelineRules.PartialRerun,
                "A rerun of this pipeline may leave out jobs that passed before.",
                "'partial_rerun: jobs', the default, takes the results of an earlier run for those of this one.",
                "Write 'partial_rerun: block'.");
        }
    }
}
