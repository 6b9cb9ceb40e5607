using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>A job of a workflow.</summary>
/// <param name="File">The workflow.</param>
/// <param name="Key">Its id, with its place.</param>
/// <param name="Node">What it holds; nothing is known of its shape.</param>
internal sealed record GitHubJob(GitHubFile File, YamlScalar Key, YamlNode Node)
{
    private static readonly string[] ActionFiles = ["action.yml", "action.yaml"];

    /// <summary>Gets its id.</summary>
    public string Id => Key.Value;

    /// <summary>Gets the steps, those that run side by side among them.</summary>
    public IEnumerable<YamlNode> Steps => Node.Get("steps").Items().SelectMany(step =>
        step.Get("parallel") is { } parallel ? parallel.Items() : [step]);

    /// <summary>Gets the scripts of its steps.</summary>
    public IEnumerable<(YamlNode Step, YamlScalar Script)> Scripts =>
        from step in Steps let script = step.Get("run") as YamlScalar where script is not null select (step, script);

    /// <summary>Gets the path of the workflow of this repository that it calls, or null.</summary>
    public YamlScalar? Called =>
        Node.Get("uses") is YamlScalar path && path.Value.StartsWith("./", StringComparison.Ordinal) ? path : null;

    /// <summary>Gets the group of its own or, where it has none, of its workflow.</summary>
    public ConcurrencyGroup? Group =>
        ConcurrencyGroup.Of(Node.Get("concurrency")) ?? ConcurrencyGroup.Of(File.Root.Get("concurrency"));

    /// <summary>Gets the paths of local actions that its steps use.</summary>
    public IEnumerable<string> ActionPaths =>
        from step in Steps
        let path = step.Text("uses")
        where path is not null && path.StartsWith("./", StringComparison.Ordinal)
        from name in ActionFiles
        select PipelineFiles.Normal($"{path}/{name}");

    /// <summary>Tells whether it changes the cluster, itself or through what it calls.</summary>
    /// <returns>Whether it does.</returns>
    public bool TouchesCluster() => Has(ReleaseCommand.TouchesCluster, new HashSet<GitHubFile> { File });

    /// <summary>Tells whether it does so by our targets.</summary>
    /// <returns>Whether it does.</returns>
    public bool RunsTarget() => Has(
        script => ReleaseCommand.Find(script).Any(ReleaseCommand.IsTarget), new HashSet<GitHubFile> { File });

    /// <summary>Finds the workflow of this repository that it calls.</summary>
    /// <returns>The workflow, or null where it calls nothing that is known.</returns>
    public GitHubFile? CalledFile() => Called is { } path ? File.All.Find(path.Value) : null;

    /// <summary>No workflow is asked twice: two may call each other.</summary>
    private bool Has(Func<string, bool> asked, HashSet<GitHubFile> known) =>
        Scripts.Any(script => asked(script.Script.Value))
        || ActionPaths.Select(File.All.Sources.Find).OfType<PipelineSource>().Any(action => ActionHas(action, asked))
        || (CalledFile() is { } called && known.Add(called) && called.Jobs.Any(job => job.Has(asked, known)));

    private static bool ActionHas(PipelineSource action, Func<string, bool> asked) =>
        PipelineText.Read(action.Name, action.Text, new Findings()).Get("runs").Get("steps").Items()
            .Select(step => step.Text("run")).OfType<string>().Any(asked);
}
