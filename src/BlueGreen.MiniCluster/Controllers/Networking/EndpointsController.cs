using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Networking;

/// <summary>
/// Tells which pods a service reaches, by their readiness: one subset and one slice a pod, since each has its own
/// port.
/// </summary>
/// <param name="store">The cluster.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/"/>
internal sealed class EndpointsController(ObjectStore store) : IController
{
    private const string ServiceLabel = "kubernetes.io/service-name";

    /// <inheritdoc/>
    public string Name => "endpoints-controller";

    /// <inheritdoc/>
    public IReadOnlyList<WatchSource> Sources { get; } =
    [
        WatchSource.Of(ResourceTypes.Services),
        new(ResourceTypes.Pods, pod => store.List(string.Empty, "services", pod.Namespace()).Items
            .Where(service => LabelSelector.Matches(service.Map("spec", "selector"), pod.Labels()))
            .Select(service => service.KeyAs(ResourceTypes.Services))),
    ];

    /// <inheritdoc/>
    public TimeSpan? Reconcile(ObjectKey key)
    {
        var endpoints = ResourceTypes.Endpoints.Key(key.Namespace, key.Name);
        if (store.Find(key) is not { } service)
        {
            store.TryRemove(endpoints, expectedVersion: null);
            RemoveSlices(key, kept: []);
        }
        else if (service.Map("spec", "selector").Count > 0 && service.Text("spec", "type") is not "ExternalName")
        {
            var backends = ServiceBackend.Of(service, store.List(string.Empty, "pods", key.Namespace).Items);
            Write(endpoints, NewEndpoints(service, backends));
            var slices = backends.Select(backend => NewSlice(service, backend)).ToList();
            slices.ForEach(slice => Write(slice.KeyAs(ResourceTypes.EndpointSlices), slice));
            RemoveSlices(key, [.. slices.Select(slice => slice.Name())]);
        }

        return null;
    }

    private static JsonObject NewEndpoints(JsonObject service, IReadOnlyList<ServiceBackend> backends) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Endpoints",
        ["metadata"] = new JsonObject
        {
            ["name"] = service.Name(),
            ["namespace"] = service.Namespace(),
            ["labels"] = service.At("metadata", "labels")?.DeepClone() ?? new JsonObject(),
        },
        ["subsets"] = new JsonArray(
            [.. backends.Where(backend => backend.IsReady || !backend.IsTerminating).Select(NewSubset)]),
    };

    private static JsonObject NewSubset(ServiceBackend backend) => new()
    {
        [backend.IsReady ? "addresses" : "notReadyAddresses"] = new JsonArray(new JsonObject
        {
            ["ip"] = ServiceBackend.Address,
            ["nodeName"] = backend.Pod.Text("spec", "nodeName"),
            ["targetRef"] = backend.ToReference(),
        }),
        ["ports"] = PortsOf(backend),
    };

    private static JsonObject NewSlice(JsonObject service, ServiceBackend backend) => new()
    {
        ["apiVersion"] = "discovery.k8s.io/v1",
        ["kind"] = "EndpointSlice",
        ["metadata"] = new JsonObject
        {
            ["name"] = $"{service.Name()}-{Suffix(backend)}",
            ["namespace"] = service.Namespace(),
            ["labels"] = new JsonObject
            {
                [ServiceLabel] = service.Name(),
                ["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io",
            },
            ["ownerReferences"] = new JsonArray(service.ControllerReference(ResourceTypes.Services)),
        },
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray(new JsonObject
        {
            ["addresses"] = new JsonArray(ServiceBackend.Address),
            ["conditions"] = new JsonObject
            {
                ["ready"] = backend.IsReady,
                ["serving"] = PodReadiness.IsReady(backend.Pod),
                ["terminating"] = backend.IsTerminating,
            },
            ["nodeName"] = backend.Pod.Text("spec", "nodeName"),
            ["targetRef"] = backend.ToReference(),
        }),
        ["ports"] = PortsOf(backend),
    };

    private static JsonArray PortsOf(ServiceBackend backend) =>
        new([.. backend.Ports.Select(port => port.DeepClone())]);

    private static string Suffix(ServiceBackend backend) =>
        PodTemplateHash.Safe($"{PodTemplateHash.Fnv(Encoding.UTF8.GetBytes(backend.Pod.Uid()))}");

    private void Write(ObjectKey key, JsonObject next)
    {
        var written = store.Change(key, uid: null, current =>
        {
            foreach (var (name, value) in next)
            {
                if (name is not "metadata")
                {
                    current[name] = value?.DeepClone();
                }
            }
        });
        if (written is null)
        {
            store.Create(key, next);
        }
    }

    private void RemoveSlices(ObjectKey service, IReadOnlyList<string> kept)
    {
        foreach (var slice in store.List("discovery.k8s.io", "endpointslices", service.Namespace).Items)
        {
            var isOurs = slice.Controller() is not null
                && string.Equals(
                    slice.Text("metadata", "labels", ServiceLabel), service.Name, StringComparison.Ordinal);
            if (isOurs && !kept.Contains(slice.Name(), StringComparer.Ordinal))
            {
                store.TryRemove(slice.KeyAs(ResourceTypes.EndpointSlices), expectedVersion: null);
            }
        }
    }
}
