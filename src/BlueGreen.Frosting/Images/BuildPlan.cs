using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Secrets;

namespace BlueGreen.Frosting.Images;

/// <summary>What Build will do, decided and checked before docker is asked for anything.</summary>
/// <param name="Names">The names of the image.</param>
/// <param name="Folder">The folder whose files it is built of.</param>
/// <param name="Dockerfile">The Dockerfile.</param>
/// <param name="Arguments">The build arguments, rendered.</param>
/// <param name="Labels">The labels, by name.</param>
internal sealed record BuildPlan(
    ImageNames Names,
    string Folder,
    string Dockerfile,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableSortedDictionary<string, string> Labels)
{
    private const string LabelPrefix = "org.opencontainers.image.";

    /// <summary>Decides it.</summary>
    /// <param name="inputs">The options.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: an option or a file is missing.</exception>
    public static BuildPlan Of(ReleaseInputs inputs)
    {
        var names = ImageNames.ToMake(inputs);
        var build = inputs.Options.Build;
        var variables = ImageVariables.Of(inputs, inputs.Release);
        return new BuildPlan(
            names,
            FindFolder(inputs.Source.Folder, build.Context),
            FindDockerfile(inputs.Source.Folder, build.Dockerfile, build.Context),
            build.Arguments.ToImmutableSortedDictionary(
                each => each.Key,
                each => ImageVariables.Render(each.Value, $"build.args.{each.Key}", variables),
                StringComparer.Ordinal),
            LabelsOf(inputs));
    }

    /// <summary>Makes what hides secrets in docker's output: arguments become known to it.</summary>
    /// <param name="inputs">The options.</param>
    /// <returns>The masker.</returns>
    public SecretMasker MaskerOf(ReleaseInputs inputs) => SecretMasker.Create(Arguments, inputs.Options.Secrets);

    private static string FindFolder(string root, string folder)
    {
        var path = Path.Combine(root, folder);
        return Directory.Exists(path) ? path : throw new ReleaseException(
            ExitCode.Usage,
            "There is nothing to build an image of.",
            $"The folder '{folder}' does not exist.",
            "Set 'build.context' in bluegreen.yml to the folder whose files the image needs.");
    }

    private static string FindDockerfile(string root, string file, string folder)
    {
        var path = Path.Combine(root, file);
        if (File.Exists(path))
        {
            return path;
        }

        var beside = Path.Combine(folder, file);
        throw new ReleaseException(
            ExitCode.Usage,
            $"There is no Dockerfile '{file}'.",
            $"It is looked for in {root}.",
            File.Exists(Path.Combine(root, beside))
                ? $"Set 'build.dockerfile: {beside}' in bluegreen.yml: it is seen from the repository's root."
                : "Write it, or set 'build.dockerfile' in bluegreen.yml to the one there is.");
    }

    private static ImmutableSortedDictionary<string, string> LabelsOf(ReleaseInputs inputs)
    {
        var origin = GitQuestions.Origin(inputs.Source.Folder);
        Dictionary<string, string?> labels = new(StringComparer.Ordinal)
        {
            [LabelPrefix + "revision"] = inputs.Ci.Commit,
            [LabelPrefix + "version"] = inputs.Release?.Tag.Version ?? inputs.Ci.ReleaseId,
            [LabelPrefix + "source"] = SourceAddress.Find(inputs.Source.Environment, origin),
        };
        return labels.Where(each => each.Value is { Length: > 0 })
            .ToImmutableSortedDictionary(each => each.Key, each => each.Value!, StringComparer.Ordinal);
    }
}
