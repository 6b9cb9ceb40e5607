using System.Collections.Immutable;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Structure;
using BlueGreen.Pipelines.Tags;

namespace BlueGreen.Pipelines.GitHub;

/// <summary>Checks workflow files of GitHub Actions: shape, what its server checks beyond that, and traps.</summary>
/// <remarks>
/// (1) YAML, (2) shape, (3) what GitHub refuses and what it takes and a release suffers from, in each file and (4)
/// between files.
/// </remarks>
internal static class GitHubCheck
{
    private static readonly ImmutableArray<IGitHubRule> Rules =
        [
        new KeysRule(), new NeedsRule(), new InputRule(), new ConcurrencyRule(), new ApprovalRule(), new JobRule(),
        new ScriptRule(),
    ];

    /// <summary>Checks files that belong together: those of one repository.</summary>
    /// <param name="sources">The files, and those that they name.</param>
    /// <param name="tags">What triggers are held to.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(PipelineFiles sources, ExpectedTags tags, Findings findings)
    {
        // (1)
        var files = new GitHubFiles(sources, findings);
        var structure = new StructureCheck(findings);
        foreach (var file in files.Workflows)
        {
            // (2) and (3)
            structure.Check(file.Root, GitHubShape.Workflow, string.Empty);
            foreach (var rule in Rules)
            {
                rule.Check(file, findings);
            }
        }

        // (4)
        GroupsRule.Check(files, findings);
        TriggerRule.Check(files, tags, findings);
    }

    /// <summary>Lists the files that workflows name.</summary>
    /// <param name="sources">The files.</param>
    /// <returns>Paths from the root.</returns>
    public static IEnumerable<string> FilesNamedBy(PipelineFiles sources)
    {
        var files = new GitHubFiles(sources, new Findings());
        return files.Workflows.SelectMany(file => file.Jobs).SelectMany(job => GitHubAction
            .PathsOf(job.Steps.Concat(job.Actions.SelectMany(action => action.Steps)))
            .Concat(job.Called is { } called ? [PipelineFiles.Normal(called.Value)] : []));
    }
}
