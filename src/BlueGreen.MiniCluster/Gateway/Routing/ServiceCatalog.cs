using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Finds the ready pods of a destination in services, endpoints, pods and destination rules.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/destination-rule/"/>
internal sealed class ServiceCatalog
{
    private readonly Dictionary<string, JsonObject> _services;
    private readonly Dictionary<string, JsonObject> _endpoints;
    private readonly Dictionary<PodName, JsonObject> _pods;
    private readonly Dictionary<(string Host, string Subset), IReadOnlyDictionary<string, string>> _subsets = [];

    /// <summary>Reads the objects.</summary>
    /// <param name="objects">The cluster.</param>
    public ServiceCatalog(ObjectSnapshot objects)
    {
        _services = First(objects.Services, HostOf);
        _endpoints = First(objects.Endpoints, HostOf);
        _pods = First(objects.Pods, pod => new PodName(pod.Namespace(), pod.Name()));
        foreach (var rule in ObjectAge.OldestFirst(objects.DestinationRules))
        {
            var host = Destination.FullName(rule["spec"].Text("host") ?? "", rule.Namespace());
            foreach (var subset in rule["spec"].Objects("subsets"))
            {
                // Rules for the same host are merged, and of two subsets with one name the older rule's stays: so
                // does Istio.
                _subsets.TryAdd((Lower(host), subset.Text("name") ?? ""), subset.Map("labels"));
            }
        }
    }

    /// <summary>Finds the ready addresses of a destination.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="listenerPort">
    /// The port taken when the destination names none and the service has several, as in Istio.
    /// </param>
    /// <returns>The addresses, or what is missing.</returns>
    public EndpointGroup Resolve(Destination destination, int listenerPort)
    {
        if (!_services.TryGetValue(Lower(destination.Host), out var service))
        {
            return new EndpointGroup([], $"service {destination.Host}");
        }

        IReadOnlyDictionary<string, string>? labels = null;
        if (destination.Subset.Length > 0
            && !_subsets.TryGetValue((Lower(destination.Host), destination.Subset), out labels))
        {
            return new EndpointGroup([], $"subset {destination.Subset} of {destination.Host}");
        }

        var port = FindPort(service, destination.Port, listenerPort);
        if (port is null)
        {
            return new EndpointGroup([], $"port {destination.Port ?? listenerPort} of {destination.Host}");
        }

        var found = _endpoints.TryGetValue(Lower(destination.Host), out var endpoints)
            ? ReadyAddresses(endpoints, port) : [];
        return new EndpointGroup([.. found.Where(endpoint => HasLabels(endpoint, labels))], missing: null);
    }

    // Whoever may write endpoints chooses their names: two that look alike must not end the building of the table.
    private static Dictionary<TKey, JsonObject> First<TKey>(
        IEnumerable<JsonObject> items, Func<JsonObject, TKey> keyOf)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, JsonObject>();
        foreach (var item in items)
        {
            first.TryAdd(keyOf(item), item);
        }

        return first;
    }

    // Services have names in lower case, and a dot in the name of an object makes it no full one.
    private static string HostOf(JsonObject item) => $"{item.Name()}.{item.Namespace()}.svc.cluster.local";

    private static string Lower(string host) => host.ToLowerInvariant();

    private static JsonObject? FindPort(JsonObject service, int? wanted, int listenerPort)
    {
        var ports = service["spec"].Objects("ports").ToList();
        return wanted is null && ports.Count == 1
            ? ports[0]
            : ports.Find(port => port.Whole("port") == (wanted ?? listenerPort));
    }

    private static bool HasLabels(PodAddress endpoint, IReadOnlyDictionary<string, string>? labels) =>
        labels is null || labels.IsSubsetOf(endpoint.Labels);

    private IEnumerable<PodAddress> ReadyAddresses(JsonObject endpoints, JsonObject servicePort)
    {
        foreach (var subset in endpoints.Objects("subsets"))
        {
            var name = servicePort.Text("name");
            var port = subset.Objects("ports")
                .FirstOrDefault(port => string.Equals(port.Text("name"), name, StringComparison.Ordinal))
                ?.Whole("port");
            foreach (var address in subset.Objects("addresses"))
            {
                if (port is > 0 and < 65536 && FindReady(address, port.Value, endpoints.Namespace()) is { } endpoint)
                {
                    yield return endpoint;
                }
            }
        }
    }

    // An Endpoints object may lag behind its pods. A pod that is gone, ends or is not ready gets no new request
    // whatever it says.
    private PodAddress? FindReady(JsonObject address, int port, string namespaceName)
    {
        var ip = address.Text("ip") ?? "";
        if (!System.Net.IPAddress.TryParse(ip, out _))
        {
            return null;
        }

        if (!string.Equals(address["targetRef"].Text("kind"), "Pod", StringComparison.Ordinal))
        {
            return new PodAddress(ip, port, new PodName(namespaceName, ip), address.Map("labels"));
        }

        var name = new PodName(
            address["targetRef"].Text("namespace") ?? namespaceName, address["targetRef"].Text("name") ?? "");
        return _pods.TryGetValue(name, out var pod) && IsServing(pod)
            ? new PodAddress(ip, port, name, pod["metadata"].Map("labels"))
            : null;
    }

    private static bool IsServing(JsonObject pod) =>
        pod["metadata"].Text("deletionTimestamp") is null
        && !pod["status"].Objects("conditions").Any(condition =>
            condition.Text("type") is "Ready" && condition.Text("status") is "False");
}
