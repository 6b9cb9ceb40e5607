using BlueGreen.Pipelines.Emitting.Yaml;

namespace BlueGreen.Pipelines.Emitting.GitHubFiles;

/// <summary>Turns a workflow of GitHub's into YAML.</summary>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax"/>
internal static class GitHubYaml
{
    private const string Machine = "ubuntu-24.04";

    private const string GroupComment =
        "One group for every job that changes the cluster, and never the ref in its name: one at a time.\n"
        + "'queue: max' lets all of them wait; without it a newer one silently cancels the one that waits.";

    /// <summary>Turns it.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <returns>The document.</returns>
    public static MapPart Of(GitHubWorkflow workflow) => MapPart.Of(
    [
        new("name", workflow.Title, workflow.About),
        new("on", Trigger(workflow)) { BeginsSection = true },
        new("permissions", MapPart.Of(new EntryPart("contents", "read")), "All that a checkout needs.")
        {
            BeginsSection = true,
        },
        new("env", Texts(
            [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("NO_COLOR", "1")]))
        {
            BeginsSection = true,
        },
        new("jobs", MapPart.Of(workflow.Jobs.Select(job =>
            new EntryPart(job.Id, Job(job), job.Comment) { BeginsSection = true })))
        {
            BeginsSection = true,
        },
    ]);

    private static MapPart Trigger(GitHubWorkflow workflow) => MapPart.Of(
        new EntryPart("push", workflow.Tags.IsEmpty
            ? null
            : MapPart.Of(new EntryPart("tags", YamlPart.List(workflow.Tags)))),
        new EntryPart("workflow_dispatch", workflow.Inputs.IsEmpty
            ? null
            : MapPart.Of(new EntryPart("inputs", MapPart.Of(workflow.Inputs.Select(Input))))));

    private static EntryPart Input(GitHubInput input) => new(input.Name, MapPart.Of(
        new EntryPart("description", input.Description),
        new EntryPart("required", true),
        new EntryPart("type", "string")));

    private static MapPart Job(GitHubJob job) => MapPart.Of(
        new EntryPart("name", job.Title),
        new EntryPart("needs", job.Needs.IsEmpty ? null : YamlPart.List(job.Needs)),
        new EntryPart("runs-on", Machine),
        new EntryPart("timeout-minutes", job.Minutes),
        new EntryPart("permissions", job.NeedsNoToken ? new MapPart([]) : null),
        new EntryPart("environment", job.Environment),
        new EntryPart("concurrency", job.Group is null
            ? null
            : MapPart.Of(
                new EntryPart("group", job.Group),
                new EntryPart("queue", "max"),
                new EntryPart("cancel-in-progress", false)), GroupComment),
        new EntryPart("steps", new ListPart([.. job.Steps.Select(Step)])));

    private static MapPart Step(GitHubStep step) => MapPart.Of(
        new EntryPart("name", step.Name),
        new EntryPart("if", step.If, step.Comment),
        new EntryPart("uses", step.Uses, step.If is null ? step.Comment : string.Empty),
        new EntryPart("with", step.With.IsEmpty ? null : Texts(step.With)),
        new EntryPart("env", step.Variables.IsEmpty ? null : Texts(step.Variables)),
        new EntryPart("run", step.Run, step.If is null && step.Uses is null ? step.Comment : string.Empty));

    private static MapPart Texts(IEnumerable<(string Name, string Value)> pairs) =>
        MapPart.Of(pairs.Select(pair => new EntryPart(pair.Name, pair.Value)));
}
