namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>One entry of a VirtualService's <c>http</c> list.</summary>
/// <param name="Name">Namespace, VirtualService and the route's own name, for messages and records.</param>
/// <param name="Matches">The requests it takes: those that meet any of these.</param>
/// <param name="Action">What it does with them.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute"/>
internal sealed record HttpRoute(string Name, IReadOnlyList<RouteMatch> Matches, RouteAction Action)
{
    /// <summary>Gets the faults it makes on purpose, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>Gets what it does to headers of requests.</summary>
    public required HeaderOperations Request { get; init; }

    /// <summary>Gets what it does to headers of responses.</summary>
    public required HeaderOperations Response { get; init; }

    /// <summary>
    /// Gets a value indicating whether it takes every request, so that routes after it are never reached.
    /// </summary>
    public bool IsCatchAll => Matches.Any(match => match.IsCatchAll);

    /// <summary>Finds the first entry that a request meets.</summary>
    /// <param name="head">The request.</param>
    /// <returns>The entry, or null.</returns>
    public RouteMatch? FindMatch(RequestHead head)
    {
        foreach (var match in Matches)
        {
            if (match.IsMatch(head))
            {
                return match;
            }
        }

        return null;
    }
}
