using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Emitting.GitHubFiles;

/// <summary>The workflow of a release tag: test, image, deploy and smoke test, approval, activate.</summary>
internal static class ReleaseWorkflow
{
    /// <summary>Makes it.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The workflow.</returns>
    public static GitHubWorkflow Of(PipelinePlan plan) => new(
        "release.yml",
        "Release",
        [
            GitHubParts.Test(plan),
            .. plan.HasImage ? [GitHubParts.Image(plan)] : Array.Empty<GitHubJob>(),
            Deploy(plan),
            Approve(),
            Activate(plan),
        ])
    {
        About = "Releases a tag: tested, deployed to its color where only testers see it, tested there, and, once a\n"
            + "person has approved, given to all users. Rollback and Decommission are workflows of their own.",
        Tags = [.. plan.Triggers.Blue.GitHubGlobs.Union(plan.Triggers.Green.GitHubGlobs, StringComparer.Ordinal)],
    };

    private static GitHubJob Deploy(PipelinePlan plan) => new(
        "deploy",
        "Deploy and smoke test",
        plan.Limits.Deploy + plan.Limits.SmokeTest,
        [
            .. GitHubParts.Begin(),
            .. plan.HasImage ? [Digest()] : Array.Empty<GitHubStep>(),
            GitHubParts.Kubeconfig(),
            DeployStep(plan),
            GitHubParts.Target("Smoke test", "SmokeTest", []),
            GitHubParts.Keep("Deploy", "artifacts/Deploy"),
            GitHubParts.Keep("SmokeTest", "artifacts/SmokeTest"),
        ])
    {
        Needs = [plan.HasImage ? "image" : "test"],
        Group = plan.Group,
    };

    private static GitHubStep Digest() => new("Fetch the digest")
    {
        Uses = "actions/download-artifact@v7",
        With = [("name", "image"), ("path", "artifacts")],
    };

    /// <summary>A variable nobody has set is empty on GitHub, not missing: it would be deployed as empty.</summary>
    private static GitHubStep DeployStep(PipelinePlan plan)
    {
        var names = plan.AppVariables.ToList();
        var step = GitHubParts.Target(
            "Deploy",
            "Deploy",
            [.. plan.UsesRegistry ? GitHubParts.Registry() : [], .. names.Select(GitHubParts.Value)]);
        var checks = names.Select(variable => $": \"${{{variable.Name}:?is empty; create it with: {Create(variable)}}}\"");
        return step with { Run = string.Join('\n', checks.Append(step.Run)) };
    }

    private static string Create(PipelineVariable variable) =>
        $"gh {(variable.IsSecret ? "secret" : "variable")} set {variable.Name}";

    private static GitHubJob Approve() => new(
        "approve",
        "Wait for approval",
        Minutes: 5,
        [new("Approved") { Run = "echo 'The rules of the environment production are met.'" }])
    {
        Needs = ["deploy"],
        Environment = "production",
        NeedsNoToken = true,
        Comment = "A job of its own, without the group: while a person thinks, other releases must not wait behind it.\n"
            + "The environment needs a reviewer; GitHub makes one without, and then nobody is asked.",
    };

    private static GitHubJob Activate(PipelinePlan plan) => new(
        "activate",
        "Activate",
        plan.Limits.Activate,
        [
            .. GitHubParts.Begin(),
            GitHubParts.Kubeconfig(),
            GitHubParts.Target("Activate", "Activate", ImmutableArray<(string Name, string Value)>.Empty),
            GitHubParts.Keep("Activate", "artifacts/Activate"),
        ])
    {
        Needs = ["approve"],
        Group = plan.Group,
    };
}
