namespace BlueGreen.Ci;

/// <summary>What the CI system says about this run: the origin of release id, tag and evidence.</summary>
/// <param name="System">Where it runs.</param>
/// <param name="ReleaseId">The same in every job and every re-run of one workflow; usable as a label value.</param>
/// <param name="Tag">The git tag, or null when the commit has none.</param>
/// <param name="Commit">The full commit hash, or null when unknown.</param>
/// <param name="Actor">Who started it, one line of at most 100 characters.</param>
/// <param name="Link">The page of this job, or null for a local run.</param>
/// <param name="Job">What tells this job from all others, re-runs included; for queue tickets.</param>
public sealed record CiRun(
    CiSystem System, string ReleaseId, string? Tag, string? Commit, string Actor, Uri? Link, string Job)
{
    /// <summary>Gets what is odd about the answer, for people; null when nothing is.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public string? Warning { get; init; }
}
