using BlueGreen.Errors;
using BlueGreen.Releases;

namespace BlueGreen.Ci;

/// <summary>Finds out which run of which CI system this is.</summary>
/// <remarks>
/// A release id that is no label value becomes one by <see cref="LabelValue.From"/>: the same text always gives the
/// same id. Where a re-run keeps its run's id it keeps its release; <see cref="CiRun.Job"/> alone counts the attempts.
/// </remarks>
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
        var seen = CiProfiles.All.Where(profile => profile.IsSeenIn(input.Environment)).ToList();
        var run = seen.Count > 0 ? OfProfile(input, seen[0]) : OfLocal(input);
        return run with
        {
            Tag = NullIfEmpty(input.Tag) ?? run.Tag,
            Actor = Clean(run.Actor),
            Warning = seen.Count > 1 ? Ambiguous(seen) : OtherTag(input, run),
        };
    }

    private static CiRun OfProfile(CiInput input, CiProfile profile)
    {
        var variables = new CiVariables(input);
        return new CiRun(
            profile.System,
            ReleaseId(input, profile.ReleaseId.Find(variables.Find), NotSet([.. profile.ReleaseId.Names])),
            profile.Tag.Find(variables.Find),
            profile.Commit.Find(variables.Find),
            profile.Actor.Find(variables.Find) ?? profile.Name,
            Page(profile.Link.Find(variables.Find)),
            profile.Job.Find(variables.Find) ?? profile.Name);
    }

    private static CiRun OfLocal(CiInput input)
    {
        var variables = new CiVariables(input);
        var commit = NullIfEmpty(input.AskCommit());
        var id = commit is null ? null : $"local-{Short(commit)}";
        var actor = variables.Find("USER") ?? variables.Find("USERNAME") ?? "unknown";
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

    private static string NotSet(string[] names) => names.Length == 1
        ? $"{names[0]} is not set."
        : $"Of {string.Join(", ", names)} not enough is set.";

    private static string Ambiguous(List<CiProfile> seen)
    {
        var others = string.Join(" and ", seen.Skip(1).Select(profile => $"{profile.Name} ({profile.Marker})"));
        return $"{seen[0].Name} counts as the CI system here, though {others} is set too. Where that is wrong, " +
            $"unset {seen[0].Marker} for this job.";
    }

    /// <summary>A tag that somebody names wins, but the commit stays the one that is built.</summary>
    private static string? OtherTag(CiInput input, CiRun run) =>
        NullIfEmpty(input.Tag) is { } tag
        && run.Tag is { } built
        && !string.Equals(tag, built, StringComparison.Ordinal)
            ? $"The tag {tag} of the options counts, though {CiSystems.NameOf(run.System)} builds {built}" +
                (run.Commit is { } commit ? $": the commit {Short(commit)} that is recorded is the latter's." : ".")
            : null;

    private static string Short(string commit) => commit[..Math.Min(ShortCommit, commit.Length)];

    private static Uri? Page(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" ? page : null;

    // The name ends up in annotations and reports: one line, no control characters.
    private static string Clean(string actor) =>
        new([.. actor.Where(c => !char.IsControl(c)).Take(MaxActor)]);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
