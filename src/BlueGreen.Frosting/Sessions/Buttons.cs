using BlueGreen.Ci;
using BlueGreen.Frosting.Reports;
using BlueGreen.Options;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Sessions;

/// <summary>Names what a person presses or types to run a target of the same release, on each CI system.
/// Pure.</summary>
/// <remarks>The names are those of the pipelines that <c>--target=Pipelines</c> writes, and of the examples in
/// <c>docs/ci</c>; a test holds the examples to them.</remarks>
/// <param name="system">Where it runs.</param>
/// <param name="releaseId">The release.</param>
/// <param name="tag">Its tag, or null.</param>
internal sealed class Buttons(CiSystem system, string releaseId, string? tag)
{
    /// <summary>Gets a value indicating whether the next target follows in this very job.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Gets how Semaphore's files are cut: their names are the buttons there.</summary>
    public PipelineStyle Style { get; init; }

    /// <summary>Gets the color of the release, or null when it is not known.</summary>
    public Color? Color { get; init; }

    /// <summary>Names the button of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="purpose">What it is good for.</param>
    /// <returns>What to press, where, and why.</returns>
    public NextStep For(string target, string purpose) => (system, target) switch
    {
        (CiSystem.Local, _) => new($"./build.sh --target={target}", purpose),
        (_, "Status") => new("./build.sh --target=Status", purpose),
        (_, "SmokeTest") => new("SmokeTest", $"runs next in this pipeline, nothing to press; {purpose}"),
        (CiSystem.GitHubActions, "Activate") =>
            new("production", $"environment that the job 'Wait for approval' of this run waits for; {purpose}"),
        (CiSystem.GitHubActions, _) => new(Dispatch(target), purpose),
        _ => new(Name(target), $"{Place()}; {purpose}"),
    };

    /// <summary>Names what runs this very job again.</summary>
    /// <param name="target">The target of this job.</param>
    /// <param name="purpose">What it is good for.</param>
    /// <returns>What to press, where, and why.</returns>
    public NextStep Again(string target, string purpose) => system switch
    {
        CiSystem.Local => new($"./build.sh --target={target}", purpose),
        CiSystem.Semaphore when Style is PipelineStyle.SinglePipeline =>
            new("Rerun Failed Jobs", $"of this pipeline; {purpose}"),
        CiSystem.Semaphore => new(
            "Rerun Failed Jobs", $"of this pipeline; another workflow would be another release; {purpose}"),
        CiSystem.GitHubActions => new("Re-run failed jobs", $"on the page of this run; {purpose}"),
        CiSystem.GitLab => new("Retry", $"on the page of this job; {purpose}"),
        CiSystem.AzurePipelines => new("Rerun failed jobs", $"on the page of this stage; {purpose}"),
        CiSystem.CircleCi => new("Rerun workflow from failed", $"on the page of this workflow; {purpose}"),
        CiSystem.Buildkite => new("Retry", $"on this step; {purpose}"),
        CiSystem.TeamCity => new(target, $"run it again in the same chain; {purpose}"),

        // A new build is a new release there; only inside of this one the id stays.
        CiSystem.Jenkins => new(
            $"./build.sh --target={target} --release-id={releaseId}", $"a new build would be a new release; {purpose}"),
        _ => throw new ArgumentOutOfRangeException(nameof(target), system, "No button for this system."),
    };

    private string Name(string target) => system switch
    {
        CiSystem.Semaphore when Style is PipelineStyle.Article && Color is { } color => OfTheArticle(target, color),
        CiSystem.GitLab => Lower(target),
        CiSystem.CircleCi => $"approve-{Lower(target)}",
        _ => target,
    };

    private static string OfTheArticle(string target, Color color) => target switch
    {
        "Activate" => $"Activate {color}",
        "Rollback" => $"Rollback to {color.Other()}",
        "Decommission" => $"Decommission {color.Other()}",
        _ => target,
    };

    private string Place() => system switch
    {
        CiSystem.Semaphore when Style is PipelineStyle.SinglePipeline =>
            $"task of this project, run with {(tag is null ? "the release's tag" : $"the tag {tag}")} as its reference",
        CiSystem.Semaphore => "promotion on the page of this workflow",
        CiSystem.GitLab => "manual job of this pipeline",
        CiSystem.AzurePipelines => "stage of this run that waits for you",
        CiSystem.CircleCi => "approval job of this workflow",
        CiSystem.Buildkite => "block step of this build",
        CiSystem.TeamCity => "build configuration to promote this build to",
        CiSystem.Jenkins => "choice of the input that waits on the page of this build",
        _ => throw new ArgumentOutOfRangeException(nameof(system), system, "No buttons on this system."),
    };

    private string Dispatch(string target) =>
        $"gh workflow run {Lower(target)}.yml -f release-id={releaseId}" +
        (tag is null ? string.Empty : $" --ref {Quoted(tag)}");

    /// <summary>Git takes tags that a shell would run; people paste what they are shown.</summary>
    private static string Quoted(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

#pragma warning disable CA1308 // These systems name their jobs and files in lower case.
    private static string Lower(string target) => target.ToLowerInvariant();
#pragma warning restore CA1308
}
