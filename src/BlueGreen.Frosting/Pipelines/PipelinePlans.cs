using System.Collections.Immutable;
using System.Text.RegularExpressions;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;
using BlueGreen.Substituting;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>Makes of what the user said what pipeline files are written from.</summary>
internal static partial class PipelinePlans
{
    private static readonly string[] Prefixes = ["SEMAPHORE_", "GITHUB_", "RUNNER_", "BLUEGREEN_"];

    /// <summary>Makes the plan.</summary>
    /// <param name="inputs">What the user said.</param>
    /// <returns>The plan.</returns>
    public static PipelinePlan Of(ReleaseInputs inputs)
    {
        var options = inputs.Options;
        return new PipelinePlan
        {
            App = options.App,
            TagPattern = options.TagPattern,
            Style = options.Pipelines.Style,
            HasImage = options.Image is not null
                && File.Exists(Path.Combine(inputs.Source.Folder, options.Build.Dockerfile)),
            TestCommands = options.Pipelines.Test,
            Variables = [.. Variables(options, UsesOf([options.Image ?? string.Empty])
                .Concat(inputs.Files?.VariableNames ?? ImmutableHashSet<string>.Empty))],
            BuildVariables = [.. Variables(
                options, UsesOf(options.Build.Arguments.Values.Append(options.Image ?? string.Empty)))],
            Registry = RegistryOf(options.Image ?? string.Empty, options.Variables),
            Limits = PipelineLimits.Of(options),
        };
    }

    /// <summary>Chooses the CI systems: those asked for, else those that have files here, else all.</summary>
    /// <param name="inputs">What the user said.</param>
    /// <returns>The systems.</returns>
    public static ImmutableArray<PipelineSystem> Systems(ReleaseInputs inputs)
    {
        var all = Enum.GetValues<PipelineSystem>();
        var found = all.Where(system => HasFiles(inputs.Source.Folder, system)).ToArray();
        return inputs.Options.Pipelines.Systems switch
        {
            PipelineChoice.Semaphore => [PipelineSystem.Semaphore],
            PipelineChoice.GitHub => [PipelineSystem.GitHub],
            PipelineChoice.All => [.. all],
            _ => [.. found.Length > 0 ? found : all],
        };
    }

    /// <summary>Finds the folder of a CI system's files.</summary>
    /// <param name="system">The system.</param>
    /// <returns>Its path from the repository's root.</returns>
    private static string FolderOf(PipelineSystem system) =>
        system is PipelineSystem.Semaphore ? ".semaphore" : ".github/workflows";

    private static bool HasFiles(string root, PipelineSystem system)
    {
        var folder = Path.Combine(root, FolderOf(system));
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.y*ml").Any();
        }
        catch (UnauthorizedAccessException)
        {
            // What cannot be read is there: writing to it says what is wrong, with the file's name.
            return true;
        }
    }

    /// <summary>
    /// The first part of an image's name is a host when it looks like one, as docker decides it. Of one that only the
    /// CI system knows, it is decided by what follows: Docker Hub's names have two parts, others may have more.
    /// </summary>
    /// <seealso href="https://docs.docker.com/reference/cli/docker/image/tag/"/>
    private static string RegistryOf(string image, IReadOnlyDictionary<string, string> known)
    {
        var values = UsesOf([image]).Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => known.GetValueOrDefault(name, $"${{{name}}}"), StringComparer.Ordinal);
        var parts = Substitution.Render(image, values).Text.Split('/');
        var first = parts[0];
        var isHost = first.Contains('.', StringComparison.Ordinal)
            || first.Contains(':', StringComparison.Ordinal)
            || first is "localhost"
            || (first.Contains('$', StringComparison.Ordinal) && parts.Length > 2);
        return parts.Length > 1 && isHost && HostAndVariables().IsMatch(first) ? first : string.Empty;
    }

    private static IEnumerable<string> UsesOf(IEnumerable<string> texts) =>
        texts.SelectMany(text => Substitution.FindUses(text)).Select(use => use.Name);

    /// <summary>Of the names that are used, those whose values the CI system has to know.</summary>
    private static IEnumerable<PipelineVariable> Variables(BlueGreenOptions options, IEnumerable<string> used) => used
        .Distinct(StringComparer.Ordinal)
        .Where(name => !BuiltInVariables.Reserved.ContainsKey(name)
            && !options.AllowUnset.Contains(name, StringComparer.Ordinal)
            && !IsOfTheMachine(name))
        .Order(StringComparer.Ordinal)
        .Select(name => PipelineVariable.Of(name, options.Secrets))

        // A secret in a file is one for trying out; the real one comes from the CI system, and wins over it.
        .Where(variable => variable.IsSecret || !options.Variables.ContainsKey(variable.Name));

    /// <summary>What the CI system or its machine sets, such as the article's <c>SEMAPHORE_WORKFLOW_ID</c>.</summary>
    private static bool IsOfTheMachine(string name) =>
        name is "CI" or "HOME" or "HOSTNAME" or "KUBECONFIG" or "LANG"
            or "PATH" or "PWD" or "SHELL" or "TMPDIR" or "USER"
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Nothing that a shell would obey within double quotes, but the variables that are meant.</summary>
    [GeneratedRegex(@"\A([A-Za-z0-9.:_-]|\$\{[A-Za-z_][A-Za-z0-9_]*\})+\z", RegexOptions.ExplicitCapture, 250)]
    private static partial Regex HostAndVariables();
}
