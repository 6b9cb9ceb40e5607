using System.Collections.Immutable;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Pipelines.Emitting.SemaphoreFiles;

/// <summary>The blocks that Semaphore's files are made of, whatever their style.</summary>
internal static class SemaphoreParts
{
    /// <summary>The secret with the file that reaches the cluster.</summary>
    public const string Kubeconfig = "kubeconfig";

    /// <summary>The secret that signs in to the registry.</summary>
    public const string Registry = "dockerhub";

    /// <summary>The color that a promotion hands over; it stands in names only.</summary>
    public const string Parameter = $"${{{{parameters.{BuiltInVariables.ColorTest}}}}}";

    private const string ImageFile = "artifacts/image.json";

    /// <summary>Gets the agents of Semaphore's cloud.</summary>
    public static SemaphoreAgent Cloud { get; } = new("f1-standard-2", "ubuntu2404");

    /// <summary>Spells when a tag is a release of a color.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="color">The color.</param>
    /// <returns>The condition.</returns>
    public static string IsTagOf(PipelinePlan plan, Color color) =>
        $"tag =~ '{plan.Triggers.For(color).SemaphorePattern}'";

    /// <summary>Spells when a tag is a release.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The condition.</returns>
    public static string IsRelease(PipelinePlan plan) =>
        $"{IsTagOf(plan, Color.Blue)} or {IsTagOf(plan, Color.Green)}";

    /// <summary>Makes the block of the user's tests.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>The block.</returns>
    public static SemaphoreBlock Test(PipelinePlan plan) => new("Test", [], plan.Tests)
    {
        Kept = [Keep("artifacts/tests", isFolder: true, "artifact push job artifacts/tests --force")],
        Comment = plan.TestCommands.IsDefaultOrEmpty
            ? "Name the commands that test the app in bluegreen.yml (pipelines.test)."
            : string.Empty,
    };

    /// <summary>Makes the block that builds and pushes the image of a release.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="arguments">Further arguments of each target.</param>
    /// <returns>The block.</returns>
    public static SemaphoreBlock Image(PipelinePlan plan, params IEnumerable<string> arguments) => new(
        "Image",
        ["Test"],
        [
            plan.SignIn,
            TargetCommand.Of("Build", arguments),
            TargetCommand.Of("Push", arguments),
            $"artifact push workflow {ImageFile} --destination image.json --force",
        ])
    {
        RunWhen = IsRelease(plan),
        Secrets = [Registry],
    };

    /// <summary>Makes the block that deploys.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="color">The color, or what stands for it.</param>
    /// <param name="arguments">Further arguments of the target.</param>
    /// <returns>The block.</returns>
    public static SemaphoreBlock Deploy(PipelinePlan plan, string color, params IEnumerable<string> arguments)
    {
        var deploy = Target("Deploy", "Deploy", arguments);
        return deploy with
        {
            Commands = plan.HasImage
                ?
                [
                    $"mkdir -p artifacts && artifact pull workflow image.json --destination {ImageFile}",
                    .. deploy.Commands,
                ]
                : deploy.Commands,
            Secrets =
            [
                Kubeconfig, .. plan.UsesRegistry ? (ImmutableArray<string>)[Registry] : [], $"env-{color}",
            ],
            Variables = ColorTest(color),
        };
    }

    /// <summary>Makes the block that tests what was deployed.</summary>
    /// <param name="color">The color, or what stands for it.</param>
    /// <param name="arguments">Further arguments of the target.</param>
    /// <returns>The block.</returns>
    public static SemaphoreBlock SmokeTest(string color, params IEnumerable<string> arguments)
    {
        var test = Target("Smoke test", "SmokeTest", arguments);
        return test with
        {
            After = ["Deploy"],
            Variables = ColorTest(color),
            Kept =
            [
                .. test.Kept,
                Keep(
                    "artifacts/SmokeTest/junit.xml",
                    isFolder: false,
                    "test-results publish artifacts/SmokeTest/junit.xml"),
            ],
        };
    }

    /// <summary>Makes a block that runs one target, and keeps what it leaves.</summary>
    /// <param name="name">The block's name.</param>
    /// <param name="target">The target.</param>
    /// <param name="arguments">Further arguments of the target.</param>
    /// <returns>The block.</returns>
    public static SemaphoreBlock Target(string name, string target, params IEnumerable<string> arguments) => new(
        name, [], [TargetCommand.Of(target, arguments)])
    {
        Secrets = [Kubeconfig],
        Kept =
        [
            Keep($"artifacts/{target}", isFolder: true, $"artifact push job artifacts/{target} --force"),
            Keep(
                $"artifacts/{target}/report.md",
                isFolder: false,
                $"artifact push job artifacts/{target}/report.md --destination .semaphore/REPORT.md --force"),
        ],
    };

    /// <summary>
    /// A parameter is a variable of every job already, under its own name; and Semaphore does not replace one that
    /// stands in <c>env_vars</c>: the job would get the expression itself.
    /// </summary>
    /// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#parameters"/>
    private static ImmutableArray<(string Name, string Value)> ColorTest(string color) =>
        color is Parameter ? [] : [(BuiltInVariables.ColorTest, color)];

    /// <summary>Spells a command that keeps something where it is there, and never decides how the job
    /// ends.</summary>
    private static string Keep(string path, bool isFolder, string command) =>
        $"if [ -{(isFolder ? 'd' : 'f')} {path} ]; then {command} || true; fi";
}
