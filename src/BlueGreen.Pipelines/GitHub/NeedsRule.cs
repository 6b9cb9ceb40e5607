using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Each name in <c>needs</c> is a job's; no job waits for itself; each called workflow is there.</summary>
/// <seealso
/// href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds"/>
internal sealed class NeedsRule : IGitHubRule
{
    /// <inheritdoc/>
    public void Check(GitHubFile file, Findings findings)
    {
        var ids = file.Jobs.Select(job => job.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in file.Jobs.SelectMany(Needs).Where(name => !ids.Contains(name.Value)))
        {
            findings.Refuse(
                name.At,
                PipelineRules.Needs,
                $"There is no job '{name.Value}'.",
                $"Name one of: {string.Join(", ", ids.Order(StringComparer.Ordinal))}.");
        }

        FindCycle(file, findings);
        foreach (var path in file.Jobs.Select(job => job.Called).OfType<YamlScalar>()
            .Where(path => file.All.Sources.Find(path.Value) is null))
        {
            findings.Refuse(
                path.At,
                PipelineRules.FileMissing,
                $"There is no file {PipelineFiles.Normal(path.Value)}.",
                "Write the path of a workflow of this repository from its root, such as ./.github/workflows/x.yml.");
        }
    }

    /// <summary>Takes away what needs nothing, again and again: what is left needs itself.</summary>
    private static void FindCycle(GitHubFile file, Findings findings)
    {
        var open = file.Jobs
            .GroupBy(job => job.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
        while (open.Values.FirstOrDefault(job => !Needs(job).Any(name => open.ContainsKey(name.Value))) is { } free)
        {
            open.Remove(free.Id);
        }

        if (open.Count > 0)
        {
            findings.Refuse(
                open.Values.First().Key.At,
                PipelineRules.Needs,
                $"These jobs wait for each other: {string.Join(", ", open.Keys)}.",
                "Take one of the names out of the 'needs' of one of them.");
        }
    }

    private static IEnumerable<YamlScalar> Needs(GitHubJob job) =>
        job.Node.Get("needs") is YamlScalar one ? [one] : job.Node.Get("needs").Items().OfType<YamlScalar>();
}
