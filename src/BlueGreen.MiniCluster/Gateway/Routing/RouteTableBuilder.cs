using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Makes a <see cref="RouteTable"/> from objects.</summary>
/// <param name="objects">The cluster.</param>
/// <param name="workloadLabels">The labels of the gateway that the table is for.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/gateway/"/>
internal sealed class RouteTableBuilder(ObjectSnapshot objects, IReadOnlyDictionary<string, string> workloadLabels)
{
    private const int DefaultPort = 80;

    private readonly Dictionary<string, List<HttpRoute>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Destination, EndpointGroup> _groups = [];
    private readonly List<string> _problems = [];
    private readonly ServiceCatalog _catalog = new(objects);

    /// <summary>
    /// Builds a table: (1) servers of our Gateways, (2) each VirtualService, oldest first, on them, (3) catch-alls
    /// last.
    /// </summary>
    /// <param name="objects">The cluster.</param>
    /// <param name="workloadLabels">The labels of the gateway that the table is for.</param>
    /// <returns>The table; what could not be used is among its problems.</returns>
    public static RouteTable Build(ObjectSnapshot objects, IReadOnlyDictionary<string, string> workloadLabels) =>
        new RouteTableBuilder(objects, workloadLabels).Build();

    private RouteTable Build()
    {
        var servers = GatewayBinding.ReadServers(objects.Gateways, workloadLabels); // (1)
        foreach (var service in ObjectAge.OldestFirst(objects.VirtualServices)) // (2)
        {
            try
            {
                Add(service, GatewayBinding.Bind(service, servers));
            }
            catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
            {
                _problems.Add($"VirtualService {service.Namespace()}/{service.Name()} cannot be read: {e.Message}");
            }
        }

        // (3) A stable sort: Istio keeps the order of the rest, and lets a catch-all of one object not hide another
        // object's routes.
        var hosts = _hosts.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyList<HttpRoute>)[.. pair.Value.OrderBy(route => route.IsCatchAll)],
            StringComparer.OrdinalIgnoreCase);
        return new RouteTable(hosts, _groups, _problems);
    }

    private void Add(JsonObject service, IReadOnlyList<GatewayBinding> bindings)
    {
        if (bindings.Count == 0)
        {
            return;
        }

        var routes = ReadRoutes(service, bindings).ToList();
        var end = routes.FindIndex(route => route.IsCatchAll);
        var reachable = end < 0 ? routes : routes[..(end + 1)];
        foreach (var host in bindings.Select(binding => binding.Host).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!_hosts.TryGetValue(host, out var list))
            {
                _hosts[host] = list = [];
            }

            list.AddRange(reachable);
        }
    }

    private IEnumerable<HttpRoute> ReadRoutes(JsonObject service, IReadOnlyList<GatewayBinding> bindings)
    {
        var reader = new HttpRouteReader(service.Namespace());
        var index = 0;
        foreach (var node in service["spec"].Objects("http"))
        {
            var name = $"{service.Namespace()}/{service.Name()}/{node.Text("name") ?? $"{index}"}";
            index++;
            if (Read(reader, name, node) is { } read && OnlyFor(read, bindings) is { } route)
            {
                AddGroups(route, bindings[0].Port);
                yield return route;
            }
        }
    }

    private HttpRoute? Read(HttpRouteReader reader, string name, JsonObject node)
    {
        try
        {
            return reader.Read(name, node);
        }
        catch (Exception e) when (e is RouteException or FormatException)
        {
            _problems.Add($"VirtualService route {name} is left out: {e.Message}");
            return null;
        }
    }

    // Entries for another gateway or port never match here. A route of which none is left must not become one that
    // matches all.
    private static HttpRoute? OnlyFor(HttpRoute route, IReadOnlyList<GatewayBinding> bindings)
    {
        var matches = route.Matches.Where(match => bindings.Any(binding => binding.Admits(match))).ToList();
        return matches.Count == 0 ? null : route with { Matches = matches };
    }

    private void AddGroups(HttpRoute route, int? port)
    {
        if (route.Action is ForwardAction forward)
        {
            var named = forward.Destinations.Select(entry => entry.Destination)
                .Concat(forward.Mirrors.Select(mirror => mirror.Destination));
            foreach (var destination in named)
            {
                _groups.TryAdd(destination, _catalog.Resolve(destination, port ?? DefaultPort));
            }
        }
    }
}
