using BlueGreen.Frosting.Pipelines;
using BlueGreen.Options;

namespace BlueGreen.Frosting.Init;

/// <summary>What is left to a person after Init, in order.</summary>
internal static class NextSteps
{
    private const string Clone = "/path/of/a/clone/of/the/tool";
    private const string Commit = "git add . && git update-index --chmod=+x build.sh && git commit -m 'Release it'";

    /// <summary>Lists it.</summary>
    /// <param name="order">What the user asked for.</param>
    /// <param name="plan">What was written.</param>
    /// <returns>Lines.</returns>
    public static IEnumerable<string> Of(InitOrder order, InitPlan plan)
    {
        var number = 0;
        yield return "\nWhat to do next:";
        foreach (var step in Steps(order, plan))
        {
            yield return $"  {++number}. {step}";
        }

        yield return PipelinesText.Next(PipelinePlans.Of(plan.Inputs), PipelinePlans.Systems(plan.Inputs));
    }

    private static IEnumerable<string> Steps(InitOrder order, InitPlan plan) =>
    [
        .. ForBuild(order, plan), .. ForOwnFiles(order, plan), .. ForVariables(plan), .. ForGit(order),
        .. ForMiniCluster(plan),
        "Try it on this machine: ./build.sh --target=ClusterUp --fresh, set KUBECONFIG as it says, and\n"
            + "     ./build.sh --target=Deploy --tag=v1.0-green; then --target=SmokeTest, then --target=Activate,\n"
            + "     both with the same tag.",
    ];

    private static IEnumerable<string> ForBuild(InitOrder order, InitPlan plan)
    {
        var image = plan.Inputs.Options.Image;
        if (plan.IsImagePlaceholder)
        {
            yield return $"Put the name of your registry in bluegreen.yml: 'image: {image}' is a placeholder.";
        }

        yield return "Let the build find this tool: the package BlueGreen.Frosting in a feed of nuget.config,\n"
            + $"     or, where none has it: export BlueGreenSource={Quoted(order.Tool ?? Clone)}";
        if (image is not null && !PipelinePlans.Of(plan.Inputs).HasImage)
        {
            yield return $"Write a {plan.Inputs.Options.Build.Dockerfile}, then run ./build.sh --target=Pipelines:\n"
                + "     without one, the pipelines have no stage that makes the image.";
        }
    }

    private static IEnumerable<string> ForOwnFiles(InitOrder order, InitPlan plan)
    {
        if (HasProjectAtRoot(order.Folder))
        {
            yield return "Keep build/ and artifacts/ out of your own project, in the project file at the root:\n"
                + "     <Compile Remove=\"build/**;artifacts/**\" />";
        }

        if (!IgnoresArtifacts(order.Folder, ".gitignore"))
        {
            yield return "Add the line 'artifacts/' to .gitignore.";
        }

        if (InitPlan.IsBuiltOfRoot(plan.Inputs) && !IgnoresArtifacts(order.Folder, ".dockerignore"))
        {
            yield return "Add the line 'artifacts/' to .dockerignore: it must not get into the image.";
        }
    }

    private static IEnumerable<string> ForVariables(InitPlan plan)
    {
        var unset = plan.Inputs.Files?.VariableNames
            .Where(name => !BuiltInVariables.Reserved.ContainsKey(name)
                && !plan.Inputs.Options.Variables.ContainsKey(name))
            .Order(StringComparer.Ordinal).ToList() ?? [];
        if (unset.Count > 0)
        {
            yield return $"The manifests use {string.Join(", ", unset)}:\n"
                + "     set them in the CI system, as below; those that are no secrets also in bluegreen.yml.";
        }
    }

    private static IEnumerable<string> ForMiniCluster(InitPlan plan)
    {
        if (plan.Inputs.Options.MiniCluster.Images.IsEmpty)
        {
            yield return "The mini-cluster runs no images: say in bluegreen.yml, mini-cluster.images, which command\n"
                + "     it runs instead, or give the container in the manifests a command of its own.";
        }
    }

    private static IEnumerable<string> ForGit(InitOrder order)
    {
        var root = RepositoryAbove(order.Folder);
        yield return "Look at bluegreen.yml and the manifests; then commit them, for releases come from tags:\n"
            + $"     {(root is null ? $"git init && {Commit}" : Commit)}";
        if (root is not null && !IsSame(root, order.Folder))
        {
            yield return $"CI systems look for pipelines at the root of the repository only, which is {root}:\n"
                + "     move .semaphore and .github there and let their commands begin in this folder;\n"
                + "     or make the app a repository of its own.";
        }
    }

    /// <summary>Finds the root of a folder's repository: of a worktree, <c>.git</c> is a file.</summary>
    private static string? RepositoryAbove(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, ".git")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    private static bool IsSame(string one, string other) => string.Equals(
        Path.TrimEndingDirectorySeparator(one), Path.TrimEndingDirectorySeparator(other), StringComparison.Ordinal);

    // For a shell.
    private static string Quoted(string path) =>
        path.All(c => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-')
            ? path
            : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool HasProjectAtRoot(string folder) => Directory.EnumerateFiles(folder, "*.csproj").Any();

    private static bool IgnoresArtifacts(string folder, string file) =>
        AppName.Read(Path.Combine(folder, file)) is { } text
        && text.ReplaceLineEndings("\n").Split('\n').Any(line => line.Trim().Trim('/', '*') is "artifacts");
}
