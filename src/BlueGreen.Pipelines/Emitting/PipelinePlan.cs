using System.Collections.Immutable;
using BlueGreen.Options;
using BlueGreen.Pipelines.Tags;
using BlueGreen.Releases;
using BlueGreen.Secrets;

namespace BlueGreen.Pipelines.Emitting;

/// <summary>What pipeline files are written from: all that the emitter knows of a repository.</summary>
public sealed record PipelinePlan
{
    /// <summary>Gets the app's name; a DNS label.</summary>
    public required string App { get; init; }

    /// <summary>Gets the option <c>tag-pattern</c>.</summary>
    public string TagPattern { get; init; } = ReleaseTagParser.DefaultPattern;

    /// <summary>Gets how Semaphore's files are cut.</summary>
    public PipelineStyle Style { get; init; }

    /// <summary>Gets a value indicating whether the pipeline builds and pushes an image.</summary>
    public bool HasImage { get; init; }

    /// <summary>Gets the commands that test the app, one line each.</summary>
    /// <value>Where it is empty, the pipeline files are checked instead.</value>
    public ImmutableArray<string> TestCommands { get; init; } = [];

    /// <summary>Gets the variables that manifests use and that only the CI system can know.</summary>
    public ImmutableArray<PipelineVariable> Variables { get; init; } = [];

    /// <summary>Gets the host of the registry that the image is pushed to; empty for Docker Hub. Variables that only
    /// the CI system knows stand in it as <c>${NAME}</c>.</summary>
    public string Registry { get; init; } = string.Empty;

    /// <summary>Gets the variables that the image's name and build arguments use, and that only the CI system can
    /// know.</summary>
    public ImmutableArray<PipelineVariable> BuildVariables { get; init; } = [];

    /// <summary>Gets a value indicating whether a job signs in to the registry, or names it.</summary>
    public bool UsesRegistry => HasImage || Variables.Any(variable => variable.IsOfRegistry);

    /// <summary>Gets the variables that are the app's own.</summary>
    public IEnumerable<PipelineVariable> AppVariables => Variables.Where(variable => !variable.IsOfRegistry);

    /// <summary>Gets the command that signs in to the registry; the password is on no command line.</summary>
    internal string SignIn =>
        "printf '%s' \"$DOCKER_PASSWORD\" | docker login --username \"$DOCKER_USERNAME\" --password-stdin"
        + (Registry.Length == 0 ? string.Empty
            : Registry.Contains('$', StringComparison.Ordinal) ? $" \"{Registry}\""
            : $" {Registry}");

    /// <summary>Gets the variables that signing in uses.</summary>
    internal IEnumerable<PipelineVariable> SignInVariables =>
    [
        new("DOCKER_USERNAME", IsSecret: true), new("DOCKER_PASSWORD", IsSecret: true),
        .. BuildVariables.Where(variable => !variable.IsOfRegistry
            && Registry.Contains($"${{{variable.Name}}}", StringComparison.Ordinal)),
    ];

    /// <summary>Gets the minutes of each target.</summary>
    public required PipelineLimits Limits { get; init; }

    /// <summary>Gets the name of the queue that all files share.</summary>
    internal string Queue => $"blue-green {App}";

    /// <summary>Gets the name of the concurrency group that all jobs share: no spaces, and never the ref.</summary>
    internal string Group => $"blue-green-{App}";

    /// <summary>Gets the tests, or what stands for them.</summary>
    internal ImmutableArray<string> Tests =>
        TestCommands.IsDefaultOrEmpty ? [TargetCommand.Of("CheckPipelines")] : TestCommands;

    /// <summary>Gets what starts on which tags.</summary>
    internal TagTriggers Triggers => TagTriggers.Of(TagPattern);
}

/// <summary>A variable that manifests use and that the pipeline has to hand over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSecret">Whether the CI system keeps it as a secret.</param>
public sealed record PipelineVariable(string Name, bool IsSecret)
{
    /// <summary>Gets a value indicating whether it is about the registry, not about the app.</summary>
    public bool IsOfRegistry => OfRegistry(Name);

    /// <summary>Tells from its name whether a variable is a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="secrets">The option <c>secrets</c>.</param>
    /// <returns>The variable.</returns>
    public static PipelineVariable Of(string name, IEnumerable<string> secrets) =>
        new(name, OfRegistry(name) || SecretNames.Matches(name) || secrets.Contains(name, StringComparer.Ordinal));

    private static bool OfRegistry(string name) => name is "DOCKER_USERNAME" or "DOCKER_PASSWORD";
}
