namespace BlueGreen.MiniCluster;

/// <summary>
/// How many requests the API server takes before it says "later" (429 with Retry-After), so that clients can be tested
/// against a busy server.
/// </summary>
/// <remarks>
/// The real server weighs requests by flow; for a client only the answer counts, and that callers of
/// <c>system:masters</c> never get it.
/// </remarks>
/// <param name="Requests">How many requests a window lets through, at least 0.</param>
/// <param name="Window">How long a window lasts; it begins with the first request after the last one.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/cluster-administration/flow-control/"/>
public sealed record ApiRequestLimit(int Requests, TimeSpan Window)
{
    /// <summary>Gets a value indicating whether even administrators have to wait, which no real server asks.</summary>
    public bool IncludesMasters { get; init; }
}
