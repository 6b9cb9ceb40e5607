using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// Stands in for Istio's proxy beside each app: there to be listed, ready, and asked for requests in flight.
/// </summary>
/// <seealso href="https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/"/>
internal static class Sidecar
{
    /// <summary>Name of the container.</summary>
    public const string Name = "istio-proxy";

    /// <summary>Its image, which nothing pulls.</summary>
    public const string Image = "minicluster.bluegreen.dev/istio-proxy";

    private const string OptOut = "sidecar.istio.io/inject";
    private const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>
    /// Adds the sidecar to a pod that is not stored yet, if its namespace asks for it and the pod does not refuse.
    /// </summary>
    /// <param name="pod">The pod; changed.</param>
    /// <param name="namespaceObject">Its namespace, or null.</param>
    public static void Inject(JsonObject pod, JsonObject? namespaceObject)
    {
        var isAsked = namespaceObject.Text("metadata", "labels", "istio-injection") is "enabled";
        var isRefused = pod.Text("metadata", "labels", OptOut) is "false" || pod.Annotation(OptOut) is "false";
        if (!isAsked || isRefused || pod.At("spec", "containers") is not JsonArray containers
            || containers.Any(container => container.Text("name") is Name))
        {
            return;
        }

        var first = containers.Select(container => container.Text("name")).FirstOrDefault();
        containers.Add(new JsonObject { ["name"] = Name, ["image"] = Image });
        pod.Ensure("metadata", "annotations")[DefaultContainer] ??= first;
    }
}
