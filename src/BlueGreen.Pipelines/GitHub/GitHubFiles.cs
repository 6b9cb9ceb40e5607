using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>The workflows of one repository, as they call each other.</summary>
internal sealed class GitHubFiles
{
    private readonly Dictionary<string, GitHubFile> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GitHubAction?> _actions = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<GitHubFile, GitHubJob>> _callers;

    /// <summary>Initializes a new instance of the <see cref="GitHubFiles"/> class.</summary>
    /// <param name="sources">All files that are known, workflows or not.</param>
    /// <param name="findings">Takes what cannot be read.</param>
    public GitHubFiles(PipelineFiles sources, Findings findings)
    {
        Sources = sources;
        foreach (var source in sources.All
            .Where(source => source.System is PipelineSystem.GitHub)
            .OrderBy(source => source.Name, StringComparer.Ordinal))
        {
            if (PipelineText.Read(source.Name, source.Text, findings) is { } root)
            {
                _byName.Add(PipelineFiles.Normal(source.Name), new GitHubFile(source.Name, root, this));
            }
        }

        _callers = new Lazy<ILookup<GitHubFile, GitHubJob>>(() => Workflows
            .SelectMany(file => file.Jobs)
            .Where(job => job.CalledFile() is not null)
            .ToLookup(job => job.CalledFile()!));
    }

    /// <summary>Gets all files that are known, workflows or not.</summary>
    public PipelineFiles Sources { get; }

    /// <summary>Gets the workflows.</summary>
    public IReadOnlyCollection<GitHubFile> Workflows => _byName.Values;

    /// <summary>Finds a workflow that could be read.</summary>
    /// <param name="path">Its path from the repository's root.</param>
    /// <returns>The workflow, or null.</returns>
    public GitHubFile? Find(string path) => _byName.GetValueOrDefault(PipelineFiles.Normal(path));

    /// <summary>Lists the jobs that call a workflow.</summary>
    /// <param name="called">The workflow.</param>
    /// <returns>The jobs.</returns>
    public IReadOnlyList<GitHubJob> CallersOf(GitHubFile called) => [.. _callers.Value[called]];

    /// <summary>Lists the actions of this repository that steps use, and those that these use.</summary>
    /// <param name="steps">The steps.</param>
    /// <returns>The actions, each once.</returns>
    public IReadOnlyCollection<GitHubAction> ActionsOf(IEnumerable<YamlNode> steps)
    {
        var found = new HashSet<GitHubAction>();
        var open = new Stack<GitHubAction>(GitHubAction.PathsOf(steps).Select(FindAction).OfType<GitHubAction>());
        while (open.TryPop(out var action))
        {
            foreach (var inner in found.Add(action)
                ? GitHubAction.PathsOf(action.Steps).Select(FindAction).OfType<GitHubAction>()
                : [])
            {
                open.Push(inner);
            }
        }

        return found;
    }

    /// <summary>Each is read once, however many steps use it.</summary>
    private GitHubAction? FindAction(string path)
    {
        if (!_actions.TryGetValue(path, out var action))
        {
            action = Sources.Find(path) is { } source ? new GitHubAction(source) : null;
            _actions.Add(path, action);
        }

        return action;
    }
}
