namespace BlueGreen.Pipelines.Conditions;

/// <summary>What the CI system knows of a run when it decides a condition.</summary>
/// <param name="Tag">The git tag; empty when the run is of none.</param>
/// <param name="Branch">The branch; empty when the run is of a tag.</param>
/// <param name="Result">How the pipeline ended; empty while it runs.</param>
/// <param name="ResultReason">Why it ended so.</param>
/// <param name="PullRequest">The number of the pull request, or empty.</param>
internal sealed record ConditionFacts(
    string Tag = "", string Branch = "", string Result = "", string ResultReason = "", string PullRequest = "")
{
    /// <summary>Finds one by its keyword.</summary>
    /// <param name="keyword">The keyword, in lower case.</param>
    /// <returns>The value.</returns>
    public string Get(string keyword) => keyword switch
    {
        "tag" => Tag,
        "branch" => Branch,
        "result" => Result,
        "result_reason" => ResultReason,
        "pull_request" => PullRequest,
        _ => throw new ArgumentOutOfRangeException(nameof(keyword), keyword, "no keyword of the language"),
    };
}
