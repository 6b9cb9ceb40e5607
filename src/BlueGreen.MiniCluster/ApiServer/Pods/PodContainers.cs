using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.Processes;

namespace BlueGreen.MiniCluster.ApiServer.Pods;

/// <summary>Finds the container that a call means.</summary>
internal static class PodContainers
{
    private const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>Finds the container by the query, or the only one of the pod.</summary>
    /// <param name="call">The request.</param>
    /// <param name="pod">The pod.</param>
    /// <returns>The container.</returns>
    /// <exception cref="ApiException">There is no such container, or more than one to choose from.</exception>
    public static ContainerReference Find(ApiCall call, JsonObject pod)
    {
        var names = pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers"))
            .Select(container => container.Text("name")).OfType<string>().ToList();
        var asked = call.Query("container") is { Length: > 0 } named
            ? named
            : pod.Map("metadata", "annotations").GetValueOrDefault(DefaultContainer);
        if (asked is null && names.Count != 1)
        {
            throw ApiErrors.BadRequest(
                $"a container name must be specified for pod {call.Name}, choose one of: [{string.Join(' ', names)}]");
        }

        var name = asked ?? names[0];
        return names.Contains(name, StringComparer.Ordinal)
            ? new ContainerReference(call.Namespace!, call.Name, name)
            : throw ApiErrors.BadRequest($"container {name} is not valid for pod {call.Name}");
    }
}
