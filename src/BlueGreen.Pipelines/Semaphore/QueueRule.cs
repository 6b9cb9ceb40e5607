using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>What the schema lets through and the queue then does not do.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#queue"/>
internal sealed class QueueRule : ISemaphoreRule
{
    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        var queue = file.Root.Get("queue");
        if (queue is YamlMapping && queue.Get("when") is { } ignored)
        {
            findings.Warn(
                ignored.At,
                PipelineRules.QueueWhen,
                "This 'when' is ignored.",
                "A queue that is not in a list is always taken, whatever its condition says.",
                "Make the queue a list of one item, or take 'when' out.");
        }

        foreach (var item in queue.Items().Where(item => item is YamlMapping && item.Get("when") is null))
        {
            findings.Warn(
                item.At,
                PipelineRules.QueueWhen,
                "This queue has no 'when'.",
                "In a list an item without a condition is never taken: the pipeline falls back to its default queue.",
                "Write 'when: true' for the one that is taken when no other is.");
        }

        foreach (var item in queue.Items().Prepend(queue).OfType<YamlMapping>())
        {
            CheckOne(item, file.TouchesCluster, findings);
        }
    }

    private static void CheckOne(YamlMapping queue, bool touchesCluster, Findings findings)
    {
        if (queue.Get("scope") is { } scope && queue.Get("name") is null)
        {
            findings.Warn(
                scope.At,
                PipelineRules.QueueScope,
                "This 'scope' belongs to no name.",
                "A queue without a name is the default one, which every branch and tag has for itself.",
                "Give the queue a 'name'.");
        }

        if (touchesCluster && queue.Get("processing") is YamlScalar { Value: "parallel" } parallel)
        {
            findings.Warn(
                parallel.At,
                PipelineRules.QueueParallel,
                "This queue lets pipelines run in parallel.",
                "Two releases are then at work at once; ours wait for each other in the cluster, kubectl does not.",
                "Take 'processing: parallel' out.");
        }
    }
}
