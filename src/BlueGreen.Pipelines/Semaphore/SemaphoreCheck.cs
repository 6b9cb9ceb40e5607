using System.Collections.Immutable;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Checks pipeline files of Semaphore's: shape, what its server checks beyond that, and traps.</summary>
/// <remarks>
/// In the server's order: (1) YAML, (2) shape, (3) dependencies of blocks, (4) conditions; then (5) what the server
/// takes and a release suffers from, in each file and (6) between files.
/// </remarks>
internal static class SemaphoreCheck
{
    private static readonly ImmutableArray<ISemaphoreRule> Rules =
        [new DependencyRule(), new ConditionRule(), new QueueRule(), new ClusterRule()];

    /// <summary>Checks files that belong together: those of one repository.</summary>
    /// <param name="texts">Name and content of each.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(IEnumerable<(string Name, string Text)> texts, Findings findings)
    {
        var files = texts
            .Select(text => (text.Name, Root: PipelineText.Read(text.Name, text.Text, findings)))
            .Where(file => file.Root is not null)
            .Select(file => new SemaphoreFile(file.Name, file.Root!))
            .ToList();
        var structure = new StructureCheck(findings);
        foreach (var file in files)
        {
            structure.Check(file.Root, SemaphoreShape.Pipeline, string.Empty);
            foreach (var rule in Rules)
            {
                rule.Check(file, findings);
            }
        }

        CheckQueues(files, findings);
    }

    /// <summary>Files that change the cluster wait for each other only in one queue.</summary>
    private static void CheckQueues(List<SemaphoreFile> files, Findings findings)
    {
        var queued = files.Where(file => file.TouchesCluster && file.Root.Get("queue") is not null).ToList();
        foreach (var file in queued
            .Where(file => !string.Equals(Queue(file), Queue(queued[0]), StringComparison.Ordinal)))
        {
            findings.Warn(
                file.Root.Get("queue")!.At,
                "queue-differs",
                $"This queue is another than that of {queued[0].Name}.",
                "Both change the cluster, and pipelines of two queues run in parallel.",
                $"Write the 'queue' of {queued[0].Name} here too.");
        }
    }

    /// <summary>What counts of a queue: its names and scopes, in their order.</summary>
    private static string Queue(SemaphoreFile file) => string.Join(
        '\n',
        file.Root.Get("queue").Items().Prepend(file.Root.Get("queue")!).OfType<YamlMapping>().Select(
            queue => $"{queue.Text("scope") ?? "project"}/{queue.Text("name")}"));
}
