using BlueGreen.Frosting.Pipelines;
using BlueGreen.Options;

namespace BlueGreen.Frosting.Init;

/// <summary>What is left to a person after Init, in order.</summary>
internal static class NextSteps
{
    private const string Clone = "a clone of the tool's repository";

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

    private static IEnumerable<string> Steps(InitOrder order, InitPlan plan)
    {
        var image = plan.Inputs.Options.Image;
        if (plan.IsImagePlaceholder)
        {
            yield return $"Put the name of your registry in bluegreen.yml: 'image: {image}' is a placeholder.";
        }

        yield return "Let the build find this tool: the package BlueGreen.Frosting in a feed of nuget.config,\n"
            + $"     or, where none has it: export BlueGreenSource={order.Tool ?? Clone}";
        if (HasProjectAtRoot(order.Folder))
        {
            yield return "Keep build/ and artifacts/ out of your own project, in the project file at the root:\n"
                + "     <Compile Remove=\"build/**;artifacts/**\" />";
        }

        if (!IgnoresArtifacts(order.Folder))
        {
            yield return "Add the line 'artifacts/' to .gitignore.";
        }

        var unset = plan.Inputs.Files?.VariableNames
            .Where(name => !BuiltInVariables.Reserved.ContainsKey(name)
                && !plan.Inputs.Options.Variables.ContainsKey(name))
            .Order(StringComparer.Ordinal).ToList() ?? [];
        if (unset.Count > 0)
        {
            yield return $"The manifests use {string.Join(", ", unset)}:\n"
                + "     set them in the CI system, as below; those that are no secrets also in bluegreen.yml.";
        }

        yield return "Look at bluegreen.yml and the manifests; then, on this machine:\n"
            + "     ./build.sh --target=ClusterUp --fresh, set KUBECONFIG as it says, and\n"
            + "     ./build.sh --target=Deploy --tag=v1.0-green; then --target=SmokeTest, then --target=Activate";
        yield return Directory.Exists(Path.Combine(order.Folder, ".git"))
            ? "git add . && git update-index --chmod=+x build.sh && git commit"
            : "git init: this folder is no git repository, and releases come from tags.";
    }

    private static bool HasProjectAtRoot(string folder) => Directory.EnumerateFiles(folder, "*.csproj").Any();

    private static bool IgnoresArtifacts(string folder) =>
        AppName.Read(Path.Combine(folder, ".gitignore"))?.Contains("artifacts", StringComparison.Ordinal) == true;
}
