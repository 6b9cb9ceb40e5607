using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>A host under which a VirtualService is reached through one server of one Gateway.</summary>
/// <param name="Host">A name or a pattern: what the server's and the VirtualService's hosts have in common.</param>
/// <param name="Port">The server's port, as the Gateway says it.</param>
/// <param name="Gateway">Namespace and name of the Gateway.</param>
/// <param name="Namespace">The namespace of the VirtualService.</param>
internal sealed record GatewayBinding(string Host, int? Port, string Gateway, string Namespace)
{
    /// <summary>Reads the HTTP servers of the Gateways that choose this workload.</summary>
    /// <param name="gateways">All Gateways.</param>
    /// <param name="workloadLabels">The workload's labels.</param>
    /// <returns>The servers.</returns>
    public static IReadOnlyList<GatewayHttpServer> ReadServers(
        IEnumerable<JsonObject> gateways, IReadOnlyDictionary<string, string> workloadLabels) =>
        [.. from gateway in gateways
            where gateway["spec"].Map("selector").IsSubsetOf(workloadLabels)
            from server in gateway["spec"].Objects("servers")
            where "HTTP".Equals(server["port"].Text("protocol"), StringComparison.OrdinalIgnoreCase)
            select new GatewayHttpServer(
                $"{gateway.Namespace()}/{gateway.Name()}",
                gateway.Namespace(),
                server["port"].Whole("number"),
                server.Texts("hosts"))];

    /// <summary>Finds where a VirtualService is reached.</summary>
    /// <param name="service">The VirtualService.</param>
    /// <param name="servers">The servers.</param>
    /// <returns>Each host it is reached under, through each server; empty when it names no such Gateway.</returns>
    public static IReadOnlyList<GatewayBinding> Bind(JsonObject service, IReadOnlyList<GatewayHttpServer> servers)
    {
        var gateways = service["spec"].Texts("gateways")
            .Select(name => FullName(name, service.Namespace()))
            .ToHashSet(StringComparer.Ordinal);
        return [.. from server in servers
            where gateways.Contains(server.Gateway)
            from pattern in server.Hosts
            let wanted = server.HostFor(pattern, service.Namespace())
            where wanted is not null
            from host in service["spec"].Texts("hosts")
            let common = HostName.Intersect(wanted, Destination.FullName(host, service.Namespace()))
            where common is not null
            select new GatewayBinding(common, server.Port, server.Gateway, service.Namespace())];
    }

    /// <summary>Tells whether an entry of a match list is for this Gateway and port.</summary>
    /// <param name="match">The entry.</param>
    /// <returns>True when it says nothing else.</returns>
    public bool Admits(RouteMatch match) =>
        (match.Port is null || match.Port == Port)
        && (match.Gateways.Count == 0 || match.Gateways.Any(name =>
            FullName(name, Namespace).Equals(Gateway, StringComparison.Ordinal)));

    private static string FullName(string gateway, string namespaceName) =>
        gateway.Contains('/', StringComparison.Ordinal) ? gateway : $"{namespaceName}/{gateway}";
}

/// <summary>One HTTP server of a Gateway.</summary>
/// <param name="Gateway">Namespace and name of the Gateway.</param>
/// <param name="Namespace">The Gateway's namespace.</param>
/// <param name="Port">Its port.</param>
/// <param name="Hosts">Its hosts: names or patterns, each perhaps with a namespace and a slash before it.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/gateway/#Server"/>
internal sealed record GatewayHttpServer(string Gateway, string Namespace, int? Port, IReadOnlyList<string> Hosts)
{
    /// <summary>Reads one of its hosts for VirtualServices of a namespace.</summary>
    /// <param name="pattern">One of <see cref="Hosts"/>.</param>
    /// <param name="serviceNamespace">Namespace of the VirtualService.</param>
    /// <returns>The host without namespace, or null when it is not for that namespace.</returns>
    public string? HostFor(string pattern, string serviceNamespace)
    {
        var slash = pattern.IndexOf('/', StringComparison.Ordinal);
        var isForIt = (slash < 0 ? "*" : pattern[..slash]) switch
        {
            "*" => true,
            "." => serviceNamespace.Equals(Namespace, StringComparison.Ordinal),
            var named => serviceNamespace.Equals(named, StringComparison.Ordinal),
        };
        return isForIt ? pattern[(slash + 1)..] : null;
    }
}
