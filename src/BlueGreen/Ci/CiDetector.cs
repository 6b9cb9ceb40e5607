using BlueGreen.Errors;
using BlueGreen.Releases;

namespace BlueGreen.Ci;

/// <summary>Finds out which run of which CI system this is.</summary>
/// <remarks>
/// A release id that is no label value becomes one by <see cref="LabelValue.From"/>: the same text always gives the
/// same id. A re-run on GitHub keeps its run id, and so its release; only <see cref="CiRun.Job"/> counts the attempts.
/// </remarks>
/// <seealso href="https://docs.semaphoreci.com/reference/env-vars"/>
/// <seealso href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables"/>
public static class CiDetector
{
    private const int MaxActor = 100;
    private const int ShortCommit = 7;

    /// <summary>Recognises the run.</summary>
    /// <param name="input">Environment, the user's own settings, and how to ask git.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: nothing names the release.</exception>
    public static CiRun Detect(CiInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var run = Find(input, "SEMAPHORE") is not null ? OfSemaphore(input)
            : Find(input, "GITHUB_ACTIONS") is not null ? OfGitHub(input)
            : OfLocal(input);
        return run with { Tag = NullIfEmpty(input.Tag) ?? run.Tag, Actor = Clean(run.Actor) };
    }

    private static CiRun OfSemaphore(CiInput input)
    {
        var promotedBy = Find(input, "SEMAPHORE_PIPELINE_PROMOTED_BY");
        return new CiRun(
            CiSystem.Semaphore,
            ReleaseId(input, Find(input, "SEMAPHORE_WORKFLOW_ID"), "SEMAPHORE_WORKFLOW_ID is not set."),
            string.Equals(Find(input, "SEMAPHORE_GIT_REF_TYPE") ?? "tag", "tag", StringComparison.Ordinal)
                ? Find(input, "SEMAPHORE_GIT_TAG_NAME")
                : null,
            Find(input, "SEMAPHORE_GIT_SHA"),
            (string.Equals(promotedBy, "auto-promotion", StringComparison.Ordinal) ? null : promotedBy)
                ?? Find(input, "SEMAPHORE_WORKFLOW_TRIGGERED_BY")
                ?? Find(input, "SEMAPHORE_GIT_COMMITTER")
                ?? "semaphore",
            Page(Find(input, "SEMAPHORE_ORGANIZATION_URL"), "jobs", Find(input, "SEMAPHORE_JOB_ID"))
                ?? Page(Find(input, "SEMAPHORE_ORGANIZATION_URL"), "workflows", Find(input, "SEMAPHORE_WORKFLOW_ID")),
            $"semaphore/{Find(input, "SEMAPHORE_JOB_ID") ?? "job"}");
    }

    private static CiRun OfGitHub(CiInput input)
    {
        var run = Find(input, "GITHUB_RUN_ID");
        var attempt = Find(input, "GITHUB_RUN_ATTEMPT") ?? "1";
        var isTag = string.Equals(Find(input, "GITHUB_REF_TYPE"), "tag", StringComparison.Ordinal);
        var repository = Page(Find(input, "GITHUB_SERVER_URL"), Find(input, "GITHUB_REPOSITORY"), "actions");
        return new CiRun(
            CiSystem.GitHubActions,
            ReleaseId(input, run, "GITHUB_RUN_ID is not set."),
            isTag ? Find(input, "GITHUB_REF_NAME") : null,
            Find(input, "GITHUB_SHA"),
            Find(input, "GITHUB_TRIGGERING_ACTOR") ?? Find(input, "GITHUB_ACTOR") ?? "github",
            Page(repository?.AbsoluteUri, "runs", run is null ? null : $"{run}/attempts/{attempt}"),
            $"github/{run}/{attempt}/{Find(input, "GITHUB_JOB") ?? "job"}");
    }

    private static CiRun OfLocal(CiInput input)
    {
        var commit = NullIfEmpty(input.AskCommit());
        var id = commit is null ? null : $"local-{commit[..Math.Min(ShortCommit, commit.Length)]}";
        var actor = Find(input, "USER") ?? Find(input, "USERNAME") ?? "unknown";
        return new CiRun(
            CiSystem.Local,
            ReleaseId(input, id, "This is no known CI system, and git names no commit here."),
            NullIfEmpty(input.Tag) ?? NullIfEmpty(input.AskTag()),
            commit,
            actor,
            Link: null,
            $"local/{actor}");
    }

    private static string ReleaseId(CiInput input, string? found, string reason) =>
        LabelValue.From(NullIfEmpty(input.ReleaseId) ?? found ?? throw new ReleaseException(
            ExitCode.Usage,
            "The release has no id.",
            reason,
            "Set --release-id to a text that is the same in every job of one release."));

    private static Uri? Page(string? start, string? folder, string? rest) =>
        start is not null && folder is not null && rest is not null
        && Uri.TryCreate($"{start.TrimEnd('/')}/{folder}/{rest}", UriKind.Absolute, out var page)
        && page.Scheme is "https" or "http"
            ? page
            : null;

    // The name ends up in annotations and reports: one line, no control characters.
    private static string Clean(string actor) =>
        new([.. actor.Where(c => !char.IsControl(c)).Take(MaxActor)]);

    private static string? Find(CiInput input, string name) => NullIfEmpty(input.Environment.GetValueOrDefault(name));

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
