using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Reads the fields of a pod that its containers may have as variables.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/"/>
internal static class PodFields
{
    /// <summary>Reads a field.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="path">Its path, such as <c>metadata.labels['color']</c>.</param>
    /// <returns>The value; empty for a label or annotation that is not there.</returns>
    /// <exception cref="ContainerConfigException">The path is none of those that Kubernetes offers.</exception>
    public static string Read(JsonObject pod, string path) => path switch
    {
        "metadata.name" => pod.Name(),
        "metadata.namespace" => pod.Namespace(),
        "metadata.uid" => pod.Uid(),
        "spec.nodeName" => pod.Text("spec", "nodeName") ?? string.Empty,
        "spec.serviceAccountName" => pod.Text("spec", "serviceAccountName") ?? "default",
        "status.podIP" or "status.podIPs" or "status.hostIP" or "status.hostIPs" => "127.0.0.1",
        _ when KeyOf(path, "metadata.labels") is { } label => pod.Labels().GetValueOrDefault(label, string.Empty),
        _ when KeyOf(path, "metadata.annotations") is { } name => pod.Annotation(name) ?? string.Empty,
        _ => throw new ContainerConfigException($"field path \"{path}\" is not supported"),
    };

    private static string? KeyOf(string path, string map) =>
        path.StartsWith($"{map}['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? path[(map.Length + 2)..^2]
            : null;
}
