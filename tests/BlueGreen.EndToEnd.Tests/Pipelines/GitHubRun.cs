using System.Text;
using BlueGreen.Pipelines.Tags;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>
/// Does what GitHub does with a workflow file: jobs in the order of their needs, each on a machine of its own; jobs of
/// an environment wait for a person.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="file">The file in <c>.github/workflows/</c>.</param>
/// <param name="id">The id of the run.</param>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax"/>
internal sealed class GitHubRun(CiRepository repository, string file, string id)
{
    private readonly List<string> _done = [];
    private Dictionary<string, string> _environment = new(StringComparer.Ordinal);

    /// <summary>Gets the values of expressions.</summary>
    public GitHubExpressions Expressions { get; } = new();

    /// <summary>Gets the folder with its artifacts and summaries.</summary>
    public string Store => Path.Combine(repository.Store, id);

    /// <summary>Gets all that its jobs have shown on the summary page.</summary>
    public StringBuilder Summary { get; } = new();

    /// <summary>Pushes a tag: runs all jobs that need no person. One that matches no pattern starts nothing.</summary>
    /// <returns>The names of the jobs that wait for a person.</returns>
    public Task<IReadOnlyList<string>> PushAsync(string tag)
    {
        var root = Read();
        if (!TagGlobs.Parse(root.Get("on")!.Knows("push").Get("push")!.Knows("tags").Texts("tags")).Match(tag))
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        Prepare("push", ("GITHUB_REF_TYPE", "tag"), ("GITHUB_REF_NAME", tag), ("GITHUB_REF", $"refs/tags/{tag}"));
        return RunJobsAsync(root, approved: null);
    }

    /// <summary>Goes on with a job that waited for a person.</summary>
    public Task<IReadOnlyList<string>> ApproveAsync(string job) => RunJobsAsync(Read(), job);

    /// <summary>Starts it by hand, from the default branch.</summary>
    public async Task DispatchAsync(params (string Name, string Value)[] inputs)
    {
        var root = Read();
        var known = root.Get("on")!.Knows("workflow_dispatch").Get("workflow_dispatch")!.Knows("inputs").Get("inputs")!
            .Knows([.. inputs.Select(input => input.Name)]);
        foreach (var (name, value) in inputs)
        {
            known.Get(name)!.Knows("description", "required", "type");
            Expressions.Values[$"inputs.{name}"] = value;
        }

        Prepare(
            "workflow_dispatch",
            ("GITHUB_REF_TYPE", "branch"), ("GITHUB_REF_NAME", "main"), ("GITHUB_REF", "refs/heads/main"));
        Assert.Empty(await RunJobsAsync(root, approved: null));
    }

    private YamlMappingNode Read() => YamlFile.Read(repository.Read($".github/workflows/{file}"))
        .Knows("name", "on", "permissions", "env", "jobs");

    private async Task<IReadOnlyList<string>> RunJobsAsync(YamlMappingNode root, string? approved)
    {
        var jobs = ((YamlMappingNode)root.Get("jobs")!).Children
            .Select(pair => (Id: ((YamlScalarNode)pair.Key).Value!, Job: pair.Value))
            .ToList();
        while (jobs.Find(job => !_done.Contains(job.Id) && IsReady(job.Id, job.Job)) is { Id: { } next, Job: { } job })
        {
            job.Knows(
                "name", "needs", "runs-on", "timeout-minutes", "permissions", "environment", "concurrency", "steps");
            var steps = new GitHubSteps(repository, this, new(_environment, StringComparer.Ordinal)
            {
                ["GITHUB_JOB"] = next,
            });
            await steps.RunAsync(root.Pairs("env"), job);
            _done.Add(next);
        }

        return [.. jobs.Where(job => !_done.Contains(job.Id) && HasNeeds(job.Job)).Select(job => job.Id)];

        bool HasNeeds(YamlNode job) => job.Texts("needs").All(_done.Contains);
        bool IsReady(string id, YamlNode job) =>
            HasNeeds(job) && (job.Text("environment") is null || id.Equals(approved, StringComparison.Ordinal));
    }

    private void Prepare(string eventName, params (string Name, string Value)[] variables)
    {
        Directory.CreateDirectory(Store);
        Expressions.Values["secrets.KUBECONFIG"] = File.ReadAllText(repository.Shop.Kubeconfig);
        Expressions.Values["secrets.DOCKER_USERNAME"] = "ada";
        Expressions.Values["secrets.DOCKER_PASSWORD"] = "not-for-eyes";
        Expressions.Values["github.run_attempt"] = "1";
        _environment = new(StringComparer.Ordinal)
        {
            ["CI"] = "true",
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_ACTOR"] = "grace",
            ["GITHUB_TRIGGERING_ACTOR"] = "ada",
            ["GITHUB_EVENT_NAME"] = eventName,
            ["GITHUB_REPOSITORY"] = "acme/shop",
            ["GITHUB_RUN_ID"] = id,
            ["GITHUB_RUN_ATTEMPT"] = "1",
            ["GITHUB_RUN_NUMBER"] = "1",
            ["GITHUB_SERVER_URL"] = "https://github.example",
            ["GITHUB_SHA"] = "0123456789abcdef0123456789abcdef01234567",
            ["GITHUB_WORKFLOW"] = "Release",
            ["RUNNER_OS"] = "Linux",
        };
        foreach (var (name, value) in variables.Concat(repository.Machine.Select(each => (each.Key, each.Value))))
        {
            _environment[name] = value;
        }
    }
}
