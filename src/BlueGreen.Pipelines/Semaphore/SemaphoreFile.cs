using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>A pipeline file of Semaphore's that could be read.</summary>
internal sealed class SemaphoreFile
{
    // Many times what anyone writes; further ones are held to their shape only.
    private const int MaxPromotions = 100;

    private static readonly string[] FileKeys = ["commands_file", "task_file"];

    private readonly PipelineFiles _files;

    /// <summary>Initializes a new instance of the <see cref="SemaphoreFile"/> class.</summary>
    /// <param name="name">Its path from the repository's root.</param>
    /// <param name="root">What it holds; nothing is known of its shape.</param>
    /// <param name="files">Where files are that it names.</param>
    public SemaphoreFile(string name, YamlMapping root, PipelineFiles files)
    {
        (Name, Root, _files) = (name, root, files);
        TouchesCluster = FirstClusterCommand(root.Get("blocks"), root.Get("global_job_config")) is not null;
        RunsTarget = Scripts(root.Get("blocks"), root.Get("global_job_config")).Any(IsTarget);
    }

    /// <summary>Gets its path from the repository's root.</summary>
    public string Name { get; }

    /// <summary>Gets what it holds; nothing is known of its shape.</summary>
    public YamlMapping Root { get; }

    /// <summary>Gets its blocks.</summary>
    public IEnumerable<YamlNode> Blocks => Root.Get("blocks").Items();

    /// <summary>Gets its promotions.</summary>
    public IEnumerable<YamlNode> Promotions => Root.Get("promotions").Items().Take(MaxPromotions);

    /// <summary>Gets a value indicating whether its blocks change the cluster.</summary>
    public bool TouchesCluster { get; }

    /// <summary>Gets a value indicating whether its blocks do so by our targets.</summary>
    public bool RunsTarget { get; }

    /// <summary>Finds the first command that changes the cluster.</summary>
    /// <param name="parts">Where to look.</param>
    /// <returns>Its place, or null.</returns>
    public SourcePosition? FirstClusterCommand(params IEnumerable<YamlNode?> parts) =>
        Scripts(parts).Where(script => ReleaseCommand.TouchesCluster(script.Text)).Select(script => script.At)
            .FirstOrDefault();

    /// <summary>Tells whether a part runs one of our targets.</summary>
    /// <param name="part">The part.</param>
    /// <returns>Whether it does.</returns>
    public bool Releases(YamlNode part) => Scripts(part).Any(IsTarget);

    /// <summary>Lists the paths of files with commands or tasks.</summary>
    /// <returns>Each with its key.</returns>
    public IEnumerable<(string Key, YamlScalar Path)> NamedFiles() =>
        from node in Root.All()
        from key in FileKeys
        let path = node.Get(key) as YamlScalar
        where path is { IsNull: false, Value.Length: > 0 }
        select (key, path);

    /// <summary>Completes a path that stands in this file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>The path from the root.</returns>
    public string Resolve(string path) => PipelineFiles.Resolve(Name, path);

    /// <summary>Lists all conditions.</summary>
    /// <returns>Each with whether it decides a promotion.</returns>
    public IEnumerable<(YamlScalar When, bool IsPromotion)> Conditions()
    {
        var ofPromotions = Promotions
            .Select(promotion => promotion.Get("auto_promote").Get("when"))
            .OfType<YamlScalar>()
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return Root.All()
            .Select(node => node.Get("when"))
            .OfType<YamlScalar>()
            .Where(when => CoreScalar.KindOf(when) is ScalarKind.Text)
            .Select(when => (when, ofPromotions.Contains(when)));
    }

    private static bool IsTarget((string Text, SourcePosition At) script) =>
        ReleaseCommand.Find(script.Text).Any(ReleaseCommand.IsTarget);

    /// <summary>
    /// Lists the scripts of parts: their commands, and those of the files that they name, each file once.
    /// </summary>
    private IEnumerable<(string Text, SourcePosition At)> Scripts(params IEnumerable<YamlNode?> parts)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        return parts.SelectMany(part => part.All()).SelectMany(node => Commands(node).Concat(FromFiles(node, known)));
    }

    private static IEnumerable<(string Text, SourcePosition At)> Commands(YamlNode node) =>
        node.Get("commands").Items().OfType<YamlScalar>().Select(command => (command.Value, command.At));

    private IEnumerable<(string Text, SourcePosition At)> FromFiles(YamlNode node, HashSet<string> known)
    {
        if (node.Get("commands_file") is YamlScalar commands && known.Add($"script {commands.Value}")
            && Find(commands) is { } script)
        {
            yield return (script.Text, commands.At);
        }

        if (node.Get("task_file") is YamlScalar task && known.Add($"task {task.Value}")
            && Find(task) is { } source)
        {
            // What is wrong with it is told where it is used: here only its commands count.
            var root = PipelineText.Read(source.Name, source.Text, new Findings());
            foreach (var (text, _) in root.All().SelectMany(Commands))
            {
                yield return (text, task.At);
            }
        }
    }

    private PipelineSource? Find(YamlScalar path) => _files.Find(Resolve(path.Value));
}
