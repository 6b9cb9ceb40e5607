using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>
/// Either all blocks name what they wait for, or none; each name is a block's; no block waits for itself.
/// </summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#dependencies-in-blocks"/>
internal sealed class DependencyRule : ISemaphoreRule
{
    private const string Rule = PipelineRules.Dependencies;

    // What has more is refused by its shape.
    private const int MaxBlocks = 300;

    /// <inheritdoc/>
    public void Check(SemaphoreFile file, Findings findings)
    {
        var blocks = file.Blocks.OfType<YamlMapping>().ToList();
        var with = blocks.Where(block => block.Get("dependencies") is not null).ToList();
        if (with.Count == 0 || blocks.Count > MaxBlocks)
        {
            return;
        }

        foreach (var block in blocks.Except(with))
        {
            findings.Refuse(
                block.At,
                Rule,
                $"{Name(block)} has no 'dependencies', and other blocks have.",
                "Give every block its 'dependencies'; [] for those that wait for nothing.");
        }

        var names = blocks.Select(block => block.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var unknown = with.SelectMany(block => block.Get("dependencies").Items())
            .OfType<YamlScalar>()
            .Where(name => !names.Contains(name.Value));
        foreach (var name in unknown)
        {
            findings.Refuse(
                name.At,
                Rule,
                $"There is no block '{name.Value}'.",
                $"Name one of: {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
        }

        FindCycle(with, findings);
    }

    /// <summary>Takes away what waits for nothing, again and again: what is left waits for itself.</summary>
    private static void FindCycle(List<YamlMapping> blocks, Findings findings)
    {
        var open = blocks
            .Where(block => block.Text("name") is not null)
            .GroupBy(block => block.Text("name")!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        while (open.Values.FirstOrDefault(block => !Dependencies(block).Any(open.ContainsKey)) is { } free)
        {
            open.Remove(free.Text("name")!);
        }

        if (open.Count > 0)
        {
            findings.Refuse(
                open.Values.First().At,
                Rule,
                $"These blocks wait for each other: {string.Join(", ", open.Keys)}.",
                "Take one of the names out of the 'dependencies' of one of them.");
        }
    }

    private static IEnumerable<string> Dependencies(YamlNode block) =>
        block.Get("dependencies").Items().OfType<YamlScalar>().Select(name => name.Value);

    private static string Name(YamlNode block) => block.Text("name") is { } name ? $"The block '{name}'" : "A block";
}
