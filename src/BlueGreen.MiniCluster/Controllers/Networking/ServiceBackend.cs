using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers.Workloads;

namespace BlueGreen.MiniCluster.Controllers.Networking;

/// <summary>One pod behind a service: what both kinds of endpoint objects are written from.</summary>
/// <param name="Pod">The pod.</param>
/// <param name="Ports">Name, protocol and real port of each service port that the pod has.</param>
/// <param name="IsReady">Whether it takes new requests.</param>
internal sealed record ServiceBackend(JsonObject Pod, IReadOnlyList<JsonObject> Ports, bool IsReady)
{
    /// <summary>All pods live on this machine.</summary>
    public const string Address = "127.0.0.1";

    /// <summary>Gets a value indicating whether the pod is ending.</summary>
    public bool IsTerminating => Pod.IsBeingDeleted();

    /// <summary>Finds the pods behind a service.</summary>
    /// <param name="service">The service; it has a selector.</param>
    /// <param name="pods">All pods of its namespace, by name.</param>
    /// <returns>The pods that have a port for it.</returns>
    public static IReadOnlyList<ServiceBackend> Of(JsonObject service, IEnumerable<JsonObject> pods)
    {
        var selector = service.Map("spec", "selector");
        var takesAll = service.Flag("spec", "publishNotReadyAddresses");
        return
        [
            .. from pod in pods
               where LabelSelector.Matches(selector, pod.Labels())
               where pod.Text("status", "phase") is not ("Succeeded" or "Failed")
               let ports = PortsOf(service, pod)
               where ports.Count > 0
               select new ServiceBackend(pod, ports, takesAll || (PodReadiness.IsReady(pod) && !pod.IsBeingDeleted())),
        ];
    }

    /// <summary>Makes the reference to the pod.</summary>
    /// <returns>A new reference.</returns>
    public JsonObject ToReference() => new()
    {
        ["kind"] = "Pod",
        ["name"] = Pod.Name(),
        ["namespace"] = Pod.Namespace(),
        ["uid"] = Pod.Uid(),
    };

    private static List<JsonObject> PortsOf(JsonObject service, JsonObject pod)
    {
        var ports = new List<JsonObject>();
        foreach (var port in service.Items("spec", "ports"))
        {
            if (PodPorts.Find(pod, port) is not { } real)
            {
                continue;
            }

            var found = new JsonObject { ["port"] = real, ["protocol"] = port.Text("protocol") ?? "TCP" };
            if (port.Text("name") is { Length: > 0 } name)
            {
                found["name"] = name;
            }

            ports.Add(found);
        }

        return ports;
    }
}
