using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;
using BlueGreen.Routers.Cluster;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>What the target Pipelines says.</summary>
internal static class PipelinesText
{
    private const string SemaphoreKubeconfig = "sem create secret kubeconfig --file kubeconfig:.kube/config";

    /// <summary>Says what happens to a file.</summary>
    /// <param name="change">What happens.</param>
    /// <returns>One line.</returns>
    public static string Line(FileChange change) =>
        $"  {change.Kind.ToString().ToLowerInvariant(),-9} {change.File.Path}"
        + (change.Kind is ChangeKind.Kept ? $": {change.Why}" : string.Empty);

    /// <summary>Shows what differs.</summary>
    /// <param name="change">What happens.</param>
    /// <returns>Lines; those of a new file all with <c>+</c>.</returns>
    public static string Diff(FileChange change) => string.Join('\n', LineDiff
        .Of(Lines(change.Before ?? string.Empty), Lines(change.File.Text))
        .Select(line => $"    {line}"));

    /// <summary>Says what to do next.</summary>
    /// <param name="plan">What was written.</param>
    /// <param name="systems">For which CI systems.</param>
    /// <returns>Lines.</returns>
    public static string Next(PipelinePlan plan, IEnumerable<PipelineSystem> systems)
    {
        var lines = systems.SelectMany(system => system is PipelineSystem.Semaphore
            ? Semaphore(plan).Prepend("On Semaphore, once (docs/ci/semaphore.md):")
            : GitHub(plan).Prepend("On GitHub, once (docs/ci/github-actions.md):"));
        return string.Join('\n', lines
            .Append("Then commit the files, push, and push a release tag.")
            .Prepend(string.Empty));
    }

    private static IEnumerable<string> Semaphore(PipelinePlan plan)
    {
        yield return $"  {SemaphoreKubeconfig}";
        if (plan.UsesRegistry)
        {
            yield return "  sem create secret dockerhub -e DOCKER_USERNAME=... -e DOCKER_PASSWORD=...";
        }

        // A secret that a job names has to exist, also while it has nothing to say.
        var variables = plan.AppVariables.Select(variable => variable.Name).DefaultIfEmpty("UNUSED");
        foreach (var color in new[] { "blue", "green" })
        {
            yield return $"  sem create secret env-{color}{string.Concat(variables.Select(name => $" -e {name}=..."))}";
        }
    }

    private static IEnumerable<string> GitHub(PipelinePlan plan)
    {
        yield return "  gh secret set KUBECONFIG < kubeconfig";
        if (plan.UsesRegistry)
        {
            yield return "  gh secret set DOCKER_USERNAME; gh secret set DOCKER_PASSWORD";
        }

        foreach (var variable in plan.AppVariables)
        {
            yield return $"  gh {(variable.IsSecret ? "secret" : "variable")} set {variable.Name}";
        }

        yield return "  gh api --method PUT 'repos/{owner}/{repo}/environments/production' \\";
        yield return "    --field 'reviewers[][type]=User' --field \"reviewers[][id]=$(gh api user --jq .id)\"";
    }

    private static string[] Lines(string text) =>
        text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
