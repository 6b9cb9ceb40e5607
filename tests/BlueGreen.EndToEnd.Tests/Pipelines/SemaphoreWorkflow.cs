using System.Text;
using BlueGreen.Pipelines.Conditions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>
/// Does what Semaphore does with its files: blocks in the order of their dependencies, each job on a machine of its
/// own, commands one after the other in one session until one fails, then the epilogue; promotions that start by
/// themselves, and those that a person presses.
/// </summary>
/// <param name="repository">The repository.</param>
/// <param name="tag">The tag that was pushed.</param>
/// <param name="id">The workflow's id.</param>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml"/>
internal sealed class SemaphoreWorkflow(CiRepository repository, string tag, string id)
{
    /// <summary>Gets the names of the promotions that were offered by the pipelines that have run, in their
    /// order.</summary>
    public List<(string Name, string File)> Offered { get; } = [];

    /// <summary>Gets the names of the pipelines that have run.</summary>
    public List<string> Ran { get; } = [];

    /// <summary>Gets the folder with what its jobs have kept.</summary>
    public string Store => Path.Combine(repository.Store, id);

    /// <summary>Does what a push does: the first pipeline, and all that follow by themselves.</summary>
    public Task<string> PushAsync() => RunAsync("semaphore.yml", new(StringComparer.Ordinal), "");

    /// <summary>Presses a promotion.</summary>
    public Task<string> PressAsync(string name)
    {
        var promotion = Assert.Single(
            Offered.Distinct(), offered => offered.Name.Equals(name, StringComparison.Ordinal));
        return RunAsync(promotion.File, new(StringComparer.Ordinal), "ada");
    }

    /// <summary>Runs a file by hand, as tasks do.</summary>
    public Task<string> RunTaskAsync(string file) => RunAsync(file, new(StringComparer.Ordinal), "");

    /// <summary>Runs a pipeline, and what it starts by itself.</summary>
    /// <returns>All that its jobs printed; the test fails when one of them fails.</returns>
    private async Task<string> RunAsync(string file, Dictionary<string, string> parameters, string promotedBy)
    {
        var root = YamlFile.Read(repository.Read($".semaphore/{file}")).Knows(
            "version", "name", "agent", "queue", "partial_rerun", "execution_time_limit", "global_job_config", "blocks",
            "promotions");
        SemaphoreParameters.Expand(root, parameters);
        var pipeline = new SemaphoreJobs(repository, this, Environment(root.Text("name")!, parameters, promotedBy));
        Ran.Add(root.Text("name")!);
        var output = new StringBuilder();
        foreach (var block in InOrder(root))
        {
            if (block.Get("run") is not { } run || Decide(run.Knows("when").Text("when")!, string.Empty))
            {
                output.Append((await pipeline.RunAsync(root.Get("global_job_config")!, block)).Succeeded().Output);
            }
        }

        foreach (var promotion in root.Items("promotions"))
        {
            promotion.Knows("name", "pipeline_file", "auto_promote", "parameters");
            Offered.Add((promotion.Text("name")!, promotion.Text("pipeline_file")!));
            if (promotion.Get("auto_promote") is { } auto && Decide(auto.Knows("when").Text("when")!, "passed"))
            {
                output.Append(await RunAsync(
                    promotion.Text("pipeline_file")!, Parameters(promotion), "auto-promotion"));
            }
        }

        return output.ToString();
    }

    private static List<YamlNode> InOrder(YamlMappingNode root)
    {
        var left = root.Items("blocks").ToList();
        var ordered = new List<YamlNode>();
        while (left.Count > 0)
        {
            var next = left.First(block => block.Texts("dependencies").All(
                name => ordered.Exists(done => name.Equals(done.Text("name"), StringComparison.Ordinal))));
            ordered.Add(next.Knows("name", "dependencies", "run", "task"));
            left.Remove(next);
        }

        return ordered;
    }

    private bool Decide(string when, string result)
    {
        var facts = new ConditionFacts(tag, Branch: string.Empty, result);
        return ConditionDecision.Of(Condition.Parse(when), facts)
            ?? throw new NotSupportedException($"Only Semaphore can decide: {when}");
    }

    /// <summary>A promotion that starts by itself takes the defaults of its parameters.</summary>
    private static Dictionary<string, string> Parameters(YamlNode promotion) => promotion.Get("parameters")
        .Items("env_vars")
        .Select(each => each.Knows("name", "description", "required", "options", "default_value"))
        .ToDictionary(each => each.Text("name")!, each => each.Text("default_value")!, StringComparer.Ordinal);

    private Dictionary<string, string> Environment(
        string pipeline, Dictionary<string, string> parameters, string promotedBy) =>
        new(parameters, StringComparer.Ordinal)
        {
            ["CI"] = "true",
            ["SEMAPHORE"] = "true",
            ["SEMAPHORE_GIT_REF_TYPE"] = "tag",
            ["SEMAPHORE_GIT_REF"] = $"refs/tags/{tag}",
            ["SEMAPHORE_GIT_BRANCH"] = $"refs/tags/{tag}",
            ["SEMAPHORE_GIT_TAG_NAME"] = tag,
            ["SEMAPHORE_GIT_SHA"] = "0123456789abcdef0123456789abcdef01234567",
            ["SEMAPHORE_GIT_DIR"] = "shop",
            ["SEMAPHORE_GIT_REPO_SLUG"] = "acme/shop",
            ["SEMAPHORE_GIT_COMMITTER"] = "grace",
            ["SEMAPHORE_ORGANIZATION_URL"] = "https://acme.semaphoreci.example",
            ["SEMAPHORE_PROJECT_NAME"] = "shop",
            ["SEMAPHORE_WORKFLOW_ID"] = id,
            ["SEMAPHORE_WORKFLOW_NUMBER"] = "1",
            ["SEMAPHORE_PIPELINE_ID"] = $"{id}-{Ran.Count}",
            ["SEMAPHORE_PIPELINE_NAME"] = pipeline,
            ["SEMAPHORE_PIPELINE_PROMOTION"] = promotedBy.Length > 0 ? "true" : "false",
            ["SEMAPHORE_PIPELINE_PROMOTED_BY"] = promotedBy,
            ["SEMAPHORE_WORKFLOW_TRIGGERED_BY_HOOK"] = "true",
        };
}
