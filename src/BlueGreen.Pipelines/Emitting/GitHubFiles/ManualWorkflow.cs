namespace BlueGreen.Pipelines.Emitting.GitHubFiles;

/// <summary>The workflows that a person starts: rollback and decommission.</summary>
internal static class ManualWorkflow
{
    private const string Input = "release-id";

    /// <summary>Makes the one that moves users back.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The workflow.</returns>
    public static GitHubWorkflow Rollback(PipelinePlan plan) => Of(
        plan,
        "Rollback",
        plan.Limits.Rollback,
        "Moves all users back to the color that was live before, whatever state the other one is in:",
        "The release to take back: its id, as the report of Activate shows it.");

    /// <summary>Makes the one that removes the idle color.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The workflow.</returns>
    public static GitHubWorkflow Decommission(PipelinePlan plan) => Of(
        plan,
        "Decommission",
        plan.Limits.Decommission,
        "Removes the color that nobody uses any more, once its last request has ended:",
        "The release that is live: its id, as the report of Activate shows it.");

    private static GitHubWorkflow Of(
        PipelinePlan plan, string target, int minutes, string about, string description)
    {
        var file = $"{target.ToLowerInvariant()}.yml";
        return new GitHubWorkflow(
            file,
            target,
            [
                new(
                    target.ToLowerInvariant(),
                    target,
                    minutes,
                    [
                        .. GitHubParts.Begin(),
                        GitHubParts.Kubeconfig(),
                        GitHubParts.Target(
                            target,
                            target,
                            [("RELEASE_ID", $"${{{{ inputs.{Input} }}}}")],
                            "--release-id=\"$RELEASE_ID\"") with
                        {
                            Comment = "What a person typed reaches the script as a variable, never as part of it.",
                        },
                        GitHubParts.Keep(target, $"artifacts/{target}"),
                    ])
                {
                    Group = plan.Group,
                },
            ])
        {
            About = $"{about}\n  gh workflow run {file} --field {Input}=ID\n"
                + "The run of this workflow is not the release's, so it has to be told which release is meant.",
            Inputs = [new(Input, description)],
        };
    }
}
