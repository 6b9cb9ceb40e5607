using BlueGreen.Frosting.Inputs;
using Cake.Docker;

namespace BlueGreen.Frosting.Images;

/// <summary>What the target Build does: one image of the app, under all names of the release.</summary>
internal static class ImageBuild
{
    /// <summary>Builds the image, or says what would be built.</summary>
    /// <param name="context">The task's context.</param>
    public static void Run(BlueGreenContext context)
    {
        var inputs = context.IsDryRun ? context.Inputs.ForReading() : context.Inputs;
        var plan = BuildPlan.Of(inputs);
        SayPlan(context, inputs, plan);
        if (context.IsDryRun)
        {
            context.Say("Dry run: docker was not asked for anything.");
            return;
        }

        new Docker(context, plan.MaskerOf(inputs)).Run(
            $"The image {plan.Names.Image} was not built.",
            docker => docker.DockerBuild(SettingsOf(inputs, plan), QuotedText.Of(plan.Folder)));
        context.Say($"  built: {plan.Names.Image}");
        context.Say("  next: ./build.sh --target=Push");
    }

    /// <summary>Makes the options of docker.</summary>
    /// <param name="inputs">The options.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>The settings; build arguments are never shown, and secret ones stand on no command line.</returns>
    internal static DockerImageBuildSettings SettingsOf(ReleaseInputs inputs, BuildPlan plan)
    {
        // Every user of the machine sees the arguments of a program, its environment only its owner. Of an argument
        // without a value docker takes the value from there.
        var masker = plan.MaskerOf(inputs);
        var hidden = plan.Arguments
            .Where(each => IsSecret(each.Value) && !IsDockersOwn(each.Key))
            .ToDictionary(each => each.Key, each => each.Value, StringComparer.Ordinal);
        var settings = new DockerImageBuildSettings
        {
            File = plan.Dockerfile,
            Tag = [.. plan.Names.All.Select(name => name.ToString())],
            BuildArg = [.. plan.Arguments.Select(
                each => hidden.ContainsKey(each.Key) ? each.Key : $"{each.Key}={each.Value}")],
            Label = [.. plan.Labels.Select(each => $"{each.Key}={each.Value}")],
            EnvironmentVariables = hidden,
        };
        if (inputs.Options.Build.Platform is { } platform)
        {
            settings.Platform = platform;
        }

        settings.SecretProperties.Add(nameof(DockerImageBuildSettings.BuildArg));
        return settings;

        bool IsSecret(string value) =>
            !string.Equals(inputs.Masker.Apply(masker.Apply(value)), value, StringComparison.Ordinal);
    }

    // In its environment these would change what docker itself does.
    private static bool IsDockersOwn(string name) =>
        name is "PATH" or "HOME"
        || name.StartsWith("DOCKER_", StringComparison.Ordinal)
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase);

    private static void SayPlan(BlueGreenContext context, ReleaseInputs inputs, BuildPlan plan)
    {
        var verb = context.IsDryRun ? "would build" : "building";
        var build = inputs.Options.Build;
        context.Say($"  {verb}: {string.Join(" and ", plan.Names.All)}");
        context.Say($"    of {build.Context}, with {build.Dockerfile}");
        foreach (var (name, value) in plan.Labels)
        {
            context.Say($"    label {name}={value}");
        }

        if (!plan.Arguments.IsEmpty)
        {
            context.Say($"    build arguments {string.Join(", ", plan.Arguments.Keys)}");
        }
    }
}
