using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Checks pipeline files of Semaphore's: shape, what its server checks beyond that, and traps.</summary>
/// <remarks>
/// In the server's order: (1) YAML, (2) shape, (3) dependencies of blocks, (4) conditions; then (5) what the server
/// takes and a release suffers from, in each file and (6) between files.
/// </remarks>
internal static partial class SemaphoreCheck
{
    private const string FirstFile = ".semaphore/semaphore.yml";
    private static readonly string[] KeysOfPipelines = ["blocks", "agent", "promotions"];

    private static readonly ImmutableArray<ISemaphoreRule> Rules =
    [
        new DependencyRule(), new ConditionRule(), new TimeLimitRule(), new QueueRule(), new ClusterRule(),
        new ParameterRule(), new ParameterPlaceRule(),
    ];

    /// <summary>Checks files that belong together: those of one repository.</summary>
    /// <param name="files">The files, and those that they name.</param>
    /// <param name="tags">What triggers are held to.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(PipelineFiles files, ExpectedTags tags, Findings findings)
    {
        // (1)
        var pipelines = Read(files, findings);
        var structure = new StructureCheck(findings);
        foreach (var file in pipelines)
        {
            // (2) to (5)
            structure.Check(file.Root, SemaphoreShape.Pipeline, string.Empty);
            foreach (var rule in Rules)
            {
                rule.Check(file, findings);
            }
        }

        // (6)
        var all = new SemaphoreFiles(pipelines, files);
        QueuesRule.Check(all, tags.Samples, findings);
        PromotionRule.Check(all, findings);
        TagRule.Check(all, tags, findings);
    }

    /// <summary>Lists the files that pipelines name.</summary>
    /// <param name="files">The files.</param>
    /// <returns>Paths from the root.</returns>
    public static IEnumerable<string> FilesNamedBy(PipelineFiles files)
    {
        var pipelines = Read(files, new Findings());
        return pipelines.SelectMany(file => file.NamedFiles().Select(named => named.Path.Value)
            .Concat(file.Promotions.Select(promotion => promotion.Text("pipeline_file") ?? string.Empty))
            .Where(path => path.Length > 0)
            .Select(file.Resolve));
    }

    /// <summary>Reads what is in Semaphore's folder, and what is promoted from there wherever it is.</summary>
    private static List<SemaphoreFile> Read(PipelineFiles files, Findings findings)
    {
        var read = new List<(SemaphoreFile File, Findings Own)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(PipelineSource Source, bool IsPromoted)>(files.All
            .Where(file => file.System is PipelineSystem.Semaphore)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => (file, false)));
        var parts = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var next))
        {
            var isNew = known.Add(PipelineFiles.Normal(next.Source.Name));
            var own = new Findings();
            if (!isNew || PipelineText.Read(next.Source.Name, next.Source.Text, own) is not { } root)
            {
                // What cannot be read may still be no pipeline: manifests of several documents, for one.
                if (next.IsPromoted || IsFirst(next.Source.Name) || IsLikePipeline(next.Source.Text))
                {
                    findings.Take(own);
                }

                continue;
            }

            var file = new SemaphoreFile(next.Source.Name, root, files);
            read.Add((file, own));
            parts.UnionWith(file.NamedFiles().Select(named => file.Resolve(named.Path.Value)));
            foreach (var promoted in file.Promotions.Select(promotion => promotion.Text("pipeline_file"))
                .OfType<string>().Select(path => files.Find(file.Resolve(path))).OfType<PipelineSource>())
            {
                open.Enqueue((promoted, true));
            }
        }

        return Choose(read, parts, findings);
    }

    /// <summary>Leaves out what is a part of a pipeline, and what has nothing to do with any.</summary>
    private static List<SemaphoreFile> Choose(
        List<(SemaphoreFile File, Findings Own)> read, HashSet<string> parts, Findings findings)
    {
        foreach (var (file, own) in read.Where(each => IsPipeline(each.File) || IsPart(each.File)))
        {
            findings.Take(own);
        }

        return [.. read.Select(each => each.File).Where(file => IsPipeline(file) && !IsPart(file))];

        bool IsPart(SemaphoreFile file) => parts.Contains(PipelineFiles.Normal(file.Name));
    }

    private static bool IsFirst(string name) => PipelineFiles.Normal(name) is FirstFile;

    private static bool IsLikePipeline(string text) =>
        string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) || PipelineLine().IsMatch(text);

    /// <summary>The folder may hold other YAML too: it is a pipeline if it is called so, or has a key of one.</summary>
    private static bool IsPipeline(SemaphoreFile file) =>
        IsFirst(file.Name)
        || KeysOfPipelines.Any(key => file.Root.Get(key) is not null)
        || file.Root.Text("version")?.StartsWith('v') is true
        || file.Root.Entries.IsEmpty;

    [GeneratedRegex(
        "^\\uFEFF?(version: *[\"']?v1|(blocks|agent|promotions):)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex PipelineLine();
}
