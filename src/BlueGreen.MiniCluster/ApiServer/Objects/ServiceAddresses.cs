using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Gives services addresses and node ports that no other service has.</summary>
/// <param name="store">Holds the services.</param>
internal sealed class ServiceAddresses(ObjectStore store)
{
    private const int Hosts = 254 * 254;
    private const int FirstNodePort = 30000;
    private const int NodePorts = 2768;

    private readonly Lock _lock = new();
    private int _nextHost;
    private int _nextPort;

    /// <summary>Completes a service; what it has already, it keeps.</summary>
    /// <param name="service">The service to change.</param>
    public void Complete(JsonObject service)
    {
        var spec = service.Child("spec");
        var type = spec.Text("type");
        if (type is "ExternalName")
        {
            return;
        }

        var others = store.List(string.Empty, KindCatalog.Core("services").Plural, namespaceName: null).Items;
        if (spec.Text("clusterIP") is null or "")
        {
            spec["clusterIP"] = FreeAddress(others);
        }

        spec.Default("clusterIPs", new JsonArray(spec.Text("clusterIP")));
        if (type is "NodePort" or "LoadBalancer")
        {
            GiveNodePorts(spec, others);
        }
    }

    private static string AddressOf(int host) => $"10.96.{host / 254 + 1}.{host % 254 + 1}";

    private string FreeAddress(IReadOnlyList<JsonObject> services)
    {
        var taken = services.Select(other => other.Text("spec", "clusterIP")).ToHashSet(StringComparer.Ordinal);
        return Next(ref _nextHost, Hosts, host => !taken.Contains(AddressOf(host))) is { } free
            ? AddressOf(free)
            : throw new Errors.ApiException(500, "InternalError", "failed to allocate an IP: range is full");
    }

    // From the one after the last: what was given to a service that is not stored yet is not given again.
    private int? Next(ref int next, int count, Predicate<int> isFree)
    {
        lock (_lock)
        {
            for (var tried = 0; tried < count; tried++)
            {
                var number = next;
                next = (next + 1) % count;
                if (isFree(number))
                {
                    return number;
                }
            }

            return null;
        }
    }

    private void GiveNodePorts(JsonObject spec, IReadOnlyList<JsonObject> services)
    {
        var taken = services
            .SelectMany(other => other.Objects("spec", "ports"))
            .Concat(spec.Objects("ports"))
            .Select(port => port.Number("nodePort"))
            .OfType<long>()
            .ToHashSet();
        foreach (var port in spec.Objects("ports").Where(port => port["nodePort"] is null))
        {
            port["nodePort"] = Next(ref _nextPort, NodePorts, n => taken.Add(FirstNodePort + n)) is { } free
                ? FirstNodePort + free
                : throw new Errors.ApiException(500, "InternalError", "failed to allocate a node port: range is full");
        }
    }
}
