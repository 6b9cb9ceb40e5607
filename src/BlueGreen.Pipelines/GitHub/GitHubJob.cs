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

    /// <summary>Gets the actions of this repository that it uses.</summary>
    public IReadOnlyCollection<GitHubAction> Actions => File.All.ActionsOf(Steps);

    /// <summary>Tells whether it changes the cluster, itself or through what it calls.</summary>
    /// <returns>Whether it does.</returns>
    public bool TouchesCluster() => Has(
        ReleaseCommand.TouchesCluster, action => action.TouchesCluster, new HashSet<GitHubFile> { File });

    /// <summary>Tells whether it does so by our targets.</summary>
    /// <returns>Whether it does.</returns>
    public bool RunsTarget() => Has(
        script => ReleaseCommand.Find(script).Any(ReleaseCommand.IsTarget),
        action => action.RunsTarget,
        new HashSet<GitHubFile> { File });

    /// <summary>Finds the workflow of this repository that it calls.</summary>
    /// <returns>The workflow, or null where it calls nothing that is known.</returns>
    public GitHubFile? CalledFile() => Called is { } path ? File.All.Find(path.Value) : null;

    /// <summary>No workflow is asked twice: two may call each other.</summary>
    private bool Has(Func<string, bool> asked, Func<GitHubAction, bool> askedOfAction, HashSet<GitHubFile> known) =>
        Scripts.Any(script => asked(script.Script.Value))
        || Actions.Any(askedOfAction)
        || (CalledFile() is { } called && known.Add(called)
            && called.Jobs.Any(job => job.Has(asked, askedOfAction, known)));
}
