using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Conditions;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Pipelines that change the cluster wait for each other only in one queue, whatever the tag.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#queue"/>
internal static class QueuesRule
{
    private const string Default = "the default queue";

    /// <summary>Checks it.</summary>
    /// <param name="files">The pipelines.</param>
    /// <param name="samples">Tags that are released.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(SemaphoreFiles files, TagSamples samples, Findings findings)
    {
        var queued = files.Pipelines
            .Where(file => file.TouchesCluster && file.Root.Get("queue") is not null)
            .ToList();
        var first = queued.SelectMany(file => Queues(file, samples)).Where(queue => queue.Name is not Default)
            .GroupBy(queue => queue.Name, StringComparer.Ordinal)
            .MaxBy(queue => queue.DistinctBy(each => each.File).Count())?.First() ?? default;
        foreach (var file in queued)
        {
            CheckDefault(file, samples, findings);
            if (first.Name is not null)
            {
                CheckSame(file, first, samples, findings);
            }

            CheckParameter(file, findings);
        }

        CheckCancel(files, queued, findings);
    }

    private static void CheckDefault(SemaphoreFile file, TagSamples samples, Findings findings)
    {
        // A scope without a name, and an item without a condition, have findings of their own.
        var queue = file.Root.Get("queue")!;
        if (queue is YamlMapping && queue.Get("name") is null && queue.Get("scope") is null)
        {
            findings.Warn(
                queue.At,
                PipelineRules.QueueDefault,
                "This queue has no 'name': it is the default queue.",
                "The default queue is one for each tag: two tags that come together deploy in parallel.",
                "Give it the same 'name' and 'scope' as in every pipeline that changes the cluster.");
        }
        else if (queue is YamlSequence && queue.Items().All(item => item.Get("when") is not null)
            && Queues(file, samples).FirstOrDefault(each => each.Name is Default) is { Name: not null } fallen)
        {
            findings.Warn(
                queue.At,
                PipelineRules.QueueDefault,
                $"No item of this queue is taken for {fallen.Of}.",
                "The default queue is one for each tag: two tags that come together deploy in parallel.",
                "Give the last item 'when: true', or a condition that holds for every release tag.");
        }
    }

    private static void CheckSame(SemaphoreFile file, (string Name, string Of, SemaphoreFile File) first,
        TagSamples samples, Findings findings)
    {
        var other = Queues(file, samples).FirstOrDefault(queue =>
            queue.Name is not Default && !string.Equals(queue.Name, first.Name, StringComparison.Ordinal));
        if (other.Name is not null)
        {
            var where = ReferenceEquals(file, first.File) ? $"for {first.Of}" : $"of {first.File.Name}";
            findings.Warn(
                file.Root.Get("queue")!.At,
                PipelineRules.QueueDiffers,
                $"This queue is another {(other.Of.Length > 0 ? $"for {other.Of} " : "")}than that {where}.",
                "Both change the cluster, and pipelines of two queues run in parallel.",
                $"Write the 'queue' of {first.File.Name} in every pipeline that changes the cluster.");
        }
    }

    private static void CheckParameter(SemaphoreFile file, Findings findings)
    {
        var name = file.Root.Get("queue").Items().Prepend(file.Root.Get("queue")!).Select(item => item.Get("name"))
            .OfType<YamlScalar>().FirstOrDefault(each => PipelineParameter.IsIn(each.Value));
        if (name is not null)
        {
            findings.Warn(
                name.At,
                PipelineRules.QueueDiffers,
                "The queue's name holds a parameter.",
                "Promotions with different values wait in different queues, and run in parallel.",
                "Write a name without parameters.");
        }
    }

    /// <summary>A pipeline that changes nothing may still cancel others: those of its queue.</summary>
    private static void CheckCancel(SemaphoreFiles files, List<SemaphoreFile> queued, Findings findings)
    {
        var names = queued.SelectMany(Items).Select(Name).ToHashSet(StringComparer.Ordinal);
        foreach (var file in files.Pipelines.Where(file => !file.TouchesCluster))
        {
            if (file.Root.Get("auto_cancel") is { } cancel && Items(file).Select(Name).Any(names.Contains))
            {
                findings.Warn(
                    cancel.At,
                    PipelineRules.AutoCancel,
                    "This pipeline is in the queue of releases, and 'auto_cancel' may stop those.",
                    "It ends older pipelines of its queue, a release in the middle of its work among them.",
                    "Take 'auto_cancel' out, or this pipeline out of the queue.");
            }
        }
    }

    /// <summary>Lists which queue is taken: one for all tags, or one for each release tag.</summary>
    private static IEnumerable<(string Name, string Of, SemaphoreFile File)> Queues(
        SemaphoreFile file, TagSamples samples) =>
        file.Root.Get("queue") is YamlMapping queue
            ? [(queue.Get("name") is null ? Default : Name(queue), string.Empty, file)]
            : samples.Releases.Select(tag => (Taken(file, tag.Text), $"the tag '{tag}'", file));

    private static string Taken(SemaphoreFile file, string tag) =>
        file.Root.Get("queue").Items().FirstOrDefault(item => Holds(item.Get("when"), tag)) is { } taken
        && taken.Get("name") is not null
            ? Name(taken)
            : Default;

    /// <summary>What only the CI system can tell is taken to hold.</summary>
    private static bool Holds(YamlNode? when, string tag) =>
        when is YamlScalar scalar && TagCondition.Holds(scalar, tag) is not false;

    private static IEnumerable<YamlNode> Items(SemaphoreFile file) =>
        file.Root.Get("queue").Items().Prepend(file.Root.Get("queue")!).Where(item => item?.Get("name") is not null);

    private static string Name(YamlNode queue) => $"{queue.Text("scope") ?? "project"}/{queue.Text("name")}";
}
