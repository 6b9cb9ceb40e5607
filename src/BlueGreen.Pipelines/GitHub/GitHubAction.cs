using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>An action of this repository, made of steps.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax"/>
internal sealed class GitHubAction
{
    private static readonly string[] Files = ["action.yml", "action.yaml"];

    private readonly Lazy<bool> _touchesCluster;
    private readonly Lazy<bool> _runsTarget;

    /// <summary>Initializes a new instance of the <see cref="GitHubAction"/> class.</summary>
    /// <param name="source">Its file.</param>
    public GitHubAction(PipelineSource source)
    {
        // Whether it is YAML at all is not asked: the actions of others are not checked either.
        Steps = [.. PipelineText.Read(source.Name, source.Text, new Findings()).Get("runs").Get("steps").Items()];
        _touchesCluster = new Lazy<bool>(() => Has(ReleaseCommand.TouchesCluster));
        _runsTarget = new Lazy<bool>(() => Has(script => ReleaseCommand.Find(script).Any(ReleaseCommand.IsTarget)));
    }

    /// <summary>Gets its steps.</summary>
    public IReadOnlyList<YamlNode> Steps { get; }

    /// <summary>Gets a value indicating whether it changes the cluster, itself.</summary>
    public bool TouchesCluster => _touchesCluster.Value;

    /// <summary>Gets a value indicating whether it does so by our targets.</summary>
    public bool RunsTarget => _runsTarget.Value;

    /// <summary>Lists where the files of local actions may be that steps use.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>Paths from the root.</returns>
    public static IEnumerable<string> PathsOf(IEnumerable<YamlNode> steps) =>
        from step in steps
        let path = step.Text("uses")
        where path is not null && path.StartsWith("./", StringComparison.Ordinal)
        from name in Files
        select PipelineFiles.Normal($"{path}/{name}");

    private bool Has(Func<string, bool> asked) => Steps.Select(step => step.Text("run")).OfType<string>().Any(asked);
}
