using System.Text;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Decides what becomes of each request; made from objects once, never changed, replaced as a whole.</summary>
/// <param name="hosts">The routes of each host or pattern, in the order in which they are tried.</param>
/// <param name="groups">The addresses of each destination that a route names.</param>
/// <param name="problems">What could not be used, in words.</param>
internal sealed class RouteTable(
    IReadOnlyDictionary<string, IReadOnlyList<HttpRoute>> hosts,
    IReadOnlyDictionary<Destination, EndpointGroup> groups,
    IReadOnlyList<string> problems)
{
    private static readonly byte[] FaultBody = Encoding.ASCII.GetBytes("fault filter abort");

    private readonly Dictionary<string, IReadOnlyList<HttpRoute>> _exact = hosts
        .Where(pair => !pair.Key.StartsWith('*'))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly KeyValuePair<string, IReadOnlyList<HttpRoute>>[] _patterns =
        [.. hosts.Where(pair => pair.Key.StartsWith('*')).OrderByDescending(pair => pair.Key.Length)];

    /// <summary>Gets a table that answers every request with 404.</summary>
    public static RouteTable Empty { get; } = new(
        new Dictionary<string, IReadOnlyList<HttpRoute>>(StringComparer.Ordinal),
        new Dictionary<Destination, EndpointGroup>(),
        []);

    /// <summary>Gets what could not be used, in words.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Gets the addresses of each destination that a route names.</summary>
    public IReadOnlyDictionary<Destination, EndpointGroup> Groups => groups;

    /// <summary>Decides.</summary>
    /// <param name="head">The request.</param>
    /// <param name="draw">Draws a number below a bound, for weights and percentages.</param>
    /// <returns>
    /// What is to be done. The most specific host alone is asked; of its routes the first that matches.
    /// </returns>
    public RouteDecision Decide(RequestHead head, Func<int, int> draw)
    {
        foreach (var route in FindRoutes(HostName.WithoutPort(head.Authority)))
        {
            if (route.FindMatch(head) is { } match)
            {
                return Decide(route, match, head, draw);
            }
        }

        return new Answer(Delay: null, 404, "NR", default);
    }

    private static RouteDecision Decide(HttpRoute route, RouteMatch match, RequestHead head, Func<int, int> draw)
    {
        var delay = route.Fault is { Delay: not null } slow && IsDrawn(slow.DelayPercentage, draw) ? slow.Delay : null;
        if (route.Fault is { AbortStatus: { } status } broken && IsDrawn(broken.AbortPercentage, draw))
        {
            return new Answer(delay, status, "FI", FaultBody);
        }

        return route.Action switch
        {
            DirectAction direct => new Answer(delay, direct.Status, "", direct.Body) { Route = route },
            RedirectAction redirect =>
                new Answer(delay, redirect.Status, "", default) { Route = route, Location = redirect.Location(head) },
            ForwardAction forward =>
                new Forward(delay, route, forward, Pick(forward, draw), forward.Rewrite.Path(head.Path, match.Uri))
                {
                    Mirrors = forward.Mirrors.Count == 0 ? [] : DrawMirrors(forward, draw),
                },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static WeightedDestination Pick(ForwardAction action, Func<int, int> draw)
    {
        if (action.Destinations.Count == 1)
        {
            return action.Destinations[0];
        }

        var drawn = draw(action.Destinations.Sum(destination => destination.Weight));
        foreach (var destination in action.Destinations)
        {
            drawn -= destination.Weight;
            if (drawn < 0)
            {
                return destination;
            }
        }

        throw new System.Diagnostics.UnreachableException("The number drawn is below the sum of all weights.");
    }

    private static List<Destination> DrawMirrors(ForwardAction action, Func<int, int> draw) =>
        [.. action.Mirrors.Where(mirror => IsDrawn(mirror.Percentage, draw)).Select(mirror => mirror.Destination)];

    // Percentages have four decimals at most, as in Envoy, whose finest denominator is a million.
    private static bool IsDrawn(double percentage, Func<int, int> draw) =>
        percentage >= 100 || (percentage > 0 && draw(1_000_000) < percentage * 10_000);

    private IReadOnlyList<HttpRoute> FindRoutes(string host)
    {
        if (_exact.TryGetValue(host, out var routes))
        {
            return routes;
        }

        foreach (var (pattern, found) in _patterns)
        {
            if (HostName.Covers(pattern, host))
            {
                return found;
            }
        }

        return [];
    }
}
