using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Emitting.GitHubFiles;

/// <summary>The steps that GitHub's workflows are made of.</summary>
/// <remarks>
/// Actions are GitHub's own only, by their major tags: a commit's hash cannot be looked up where files are written
/// without a network, and a hash nobody has checked is worse than a tag. See <c>docs/ci/github-actions.md</c>.
/// </remarks>
internal static class GitHubParts
{
    private const string KubeconfigPath = "${{ runner.temp }}/kubeconfig";

    private const string KubeconfigScript =
        """
        umask 077
        : "${KUBECONFIG_TEXT:?is empty; create it with: gh secret set KUBECONFIG < kubeconfig}"
        printf '%s\n' "$KUBECONFIG_TEXT" > "$RUNNER_TEMP/kubeconfig"
        """;

    /// <summary>Makes the steps every job begins with.</summary>
    /// <returns>The steps.</returns>
    public static ImmutableArray<GitHubStep> Begin() =>
    [
        new("Check out") { Uses = "actions/checkout@v6", With = [("persist-credentials", "false")] },
        new("Install .NET")
        {
            Uses = "actions/setup-dotnet@v5", With = [("dotnet-version", "10.0.x")],
        },
    ];

    /// <summary>Makes the step that reaches the cluster.</summary>
    /// <returns>The step.</returns>
    public static GitHubStep Kubeconfig() => new("Write the kubeconfig")
    {
        Variables = [("KUBECONFIG_TEXT", "${{ secrets.KUBECONFIG }}")],
        Run = KubeconfigScript,
        Comment = "Readable by this user only, outside of the checkout, and never printed.",
    };

    /// <summary>Makes the step that runs a target.</summary>
    /// <param name="name">What its log shows.</param>
    /// <param name="target">The target.</param>
    /// <param name="variables">Environment variables it gets beside the kubeconfig.</param>
    /// <param name="arguments">Further arguments.</param>
    /// <returns>The step.</returns>
    public static GitHubStep Target(
        string name,
        string target,
        IEnumerable<(string Name, string Value)> variables,
        params IEnumerable<string> arguments) => new(name)
    {
        Variables = [("KUBECONFIG", KubeconfigPath), .. variables],
        Run = $"exec {TargetCommand.Of(target, arguments)}",
    };

    /// <summary>Makes the step that keeps what a target left, however it ended.</summary>
    /// <param name="name">The name of the artifact.</param>
    /// <param name="folder">The folder.</param>
    /// <returns>The step.</returns>
    public static GitHubStep Keep(string name, string folder) => new($"Keep {folder}")
    {
        If = "always()",
        Uses = "actions/upload-artifact@v6",
        With =
        [
            ("name", name + "-${{ github.run_attempt }}"),
            ("path", folder),
            ("if-no-files-found", "ignore"),
        ],
    };

    /// <summary>Makes the job of the user's tests.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The job.</returns>
    public static GitHubJob Test(PipelinePlan plan) => new(
        "test",
        "Test",
        plan.Limits.Test,
        [
            .. Begin(),
            new("Test")
            {
                Run = string.Join('\n', plan.Tests) + "\n",
                Comment = plan.TestCommands.IsDefaultOrEmpty
                    ? "Name the commands that test the app in bluegreen.yml (pipelines.test)."
                    : string.Empty,
            },
            Keep("tests", "artifacts/tests"),
        ]);

    /// <summary>Makes the job that builds and pushes the image.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The job.</returns>
    public static GitHubJob Image(PipelinePlan plan) => new(
        "image",
        "Build and push the image",
        plan.Limits.Image,
        [
            .. Begin(),
            Give(new("Sign in to the registry") { Run = plan.SignIn }, plan.SignInVariables),
            Give(new("Build") { Run = $"exec {TargetCommand.Of("Build")}" }, plan.BuildVariables),
            Give(new("Push") { Run = $"exec {TargetCommand.Of("Push")}" }, plan.BuildVariables),
            new("Hand over the digest")
            {
                Uses = "actions/upload-artifact@v6",
                With =
                [
                    ("name", "image"),
                    ("path", "artifacts/image.json"),
                    ("if-no-files-found", "error"),
                    ("overwrite", "true"),
                ],
            },
        ])
    {
        Needs = ["test"],
    };

    /// <summary>
    /// Gives variables to a step. One that nobody has created is empty on GitHub, not missing: it would be built or
    /// deployed as empty, so the script says first which it is.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="variables">The variables.</param>
    /// <returns>The step with them.</returns>
    public static GitHubStep Give(GitHubStep step, IEnumerable<PipelineVariable> variables)
    {
        var given = variables.ToList();
        return step with
        {
            Variables = [.. step.Variables, .. given.Select(Value)],
            Run = string.Join('\n', given
                .Select(variable => $": \"${{{variable.Name}:?is empty; create it with: {Create(variable)}}}\"")
                .Append(step.Run)),
        };
    }

    private static string Create(PipelineVariable variable) =>
        $"gh {(variable.IsSecret ? "secret" : "variable")} set {variable.Name}";

    private static (string Name, string Value) Value(PipelineVariable variable) =>
        (variable.Name, $"${{{{ {(variable.IsSecret ? "secrets" : "vars")}.{variable.Name} }}}}");
}
