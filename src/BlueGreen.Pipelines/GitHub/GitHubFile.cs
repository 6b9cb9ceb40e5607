using System.Collections.Immutable;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>A workflow file of GitHub Actions that could be read.</summary>
internal sealed class GitHubFile
{
    // GitHub takes 256 in a run; further ones are held to their shape only.
    private const int MaxJobs = 256;

    private readonly Lazy<ImmutableArray<GitHubJob>> _touching;

    /// <summary>Initializes a new instance of the <see cref="GitHubFile"/> class.</summary>
    /// <param name="name">Its path from the repository's root.</param>
    /// <param name="root">What it holds; nothing is known of its shape.</param>
    /// <param name="all">Where files are that it names.</param>
    public GitHubFile(string name, YamlMapping root, GitHubFiles all)
    {
        (Name, Root, All) = (name, root, all);
        Jobs = root.Get("jobs") is YamlMapping jobs
            ? [.. jobs.Entries.Take(MaxJobs).Select(entry => new GitHubJob(this, entry.Key, entry.Value))]
            : [];
        _touching = new Lazy<ImmutableArray<GitHubJob>>(() => [.. Jobs.Where(job => job.TouchesCluster())]);
    }

    /// <summary>Gets its path from the repository's root.</summary>
    public string Name { get; }

    /// <summary>Gets what it holds; nothing is known of its shape.</summary>
    public YamlMapping Root { get; }

    /// <summary>Gets where files are that it names.</summary>
    public GitHubFiles All { get; }

    /// <summary>Gets its jobs.</summary>
    public ImmutableArray<GitHubJob> Jobs { get; }

    /// <summary>Gets the jobs that change the cluster.</summary>
    public ImmutableArray<GitHubJob> TouchingJobs => _touching.Value;

    /// <summary>Gets a value indicating whether only other workflows start it.</summary>
    public bool IsOnlyCalled => Root.Get("on") switch
    {
        YamlScalar { Value: "workflow_call" } => true,
        YamlSequence { Items: [YamlScalar { Value: "workflow_call" }] } => true,
        YamlMapping { Entries: [{ Key.Value: "workflow_call" }] } => true,
        _ => false,
    };
}
