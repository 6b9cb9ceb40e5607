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

    private static string FreeAddress(IReadOnlyList<JsonObject> services)
    {
        var taken = services.Select(other => other.Text("spec", "clusterIP")).ToHashSet(StringComparer.Ordinal);
        var free = Enumerable.Range(0, Hosts)
            .Select(n => $"10.96.{n / 254 + 1}.{n % 254 + 1}")
            .FirstOrDefault(address => !taken.Contains(address));
        return free ?? throw new Errors.ApiException(500, "InternalError", "failed to allocate an IP: range is full");
    }

    private static void GiveNodePorts(JsonObject spec, IReadOnlyList<JsonObject> services)
    {
        var taken = services
            .SelectMany(other => other.Objects("spec", "ports"))
            .Concat(spec.Objects("ports"))
            .Select(port => port.Number("nodePort"))
            .OfType<long>()
            .ToHashSet();
        var free = new Queue<long>(
            Enumerable.Range(FirstNodePort, NodePorts).Select(n => (long)n).Where(n => !taken.Contains(n)));
        foreach (var port in spec.Objects("ports").Where(port => port["nodePort"] is null))
        {
            port["nodePort"] = free.TryDequeue(out var next)
                ? next
                : throw new Errors.ApiException(500, "InternalError", "failed to allocate a node port: range is full");
        }
    }
}
