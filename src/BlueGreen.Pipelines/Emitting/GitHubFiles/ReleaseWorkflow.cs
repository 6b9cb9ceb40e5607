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
            GitHubParts.Give(GitHubParts.Target("Deploy", "Deploy", []), plan.Variables),
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

    private static GitHubJob Approve() => new(
        "approve",
        "Wait for approval",
        Minutes: 5,
        [new("Approved") { Run = "echo 'The rules of the environment production are met.'" }])
    {
        Needs = ["deploy"],
        Environment = "production",
        NeedsNoToken = true,
        Comment = "A job of its own, without the group: while a person thinks, other releases must not wait for it.\n"
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
