using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Networking;

/// <summary>The real ports of a pod: which port on loopback stands behind each port that the manifest names.</summary>
/// <remarks>Key 0 stands for any port, when the pod's containers declare none.</remarks>
internal static class PodPorts
{
    /// <summary>The annotation of the pod that holds them, such as <c>{"3000":41234}</c>.</summary>
    public const string Annotation = "minicluster.bluegreen.dev/ports";

    private const int AnyPort = 0;

    /// <summary>Writes the ports as the annotation holds them.</summary>
    /// <param name="ports">Ports on loopback by container port.</param>
    /// <returns>The annotation's value.</returns>
    public static string Format(IEnumerable<KeyValuePair<int, int>> ports) =>
        new JsonObject(ports.OrderBy(p => p.Key).Select(p => KeyValuePair.Create($"{p.Key}", (JsonNode?)p.Value)))
            .ToJsonString();

    /// <summary>Finds the real port behind a service's port.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="servicePort">One entry of the service's ports.</param>
    /// <returns>The port on loopback, or null while the pod has none for it.</returns>
    public static int? Find(JsonObject pod, JsonObject servicePort)
    {
        var target = servicePort.At("targetPort");
        var number = target.Text() is { } name ? Named(pod, name) : target.Number() ?? servicePort.Number("port");
        return number is { } port ? Find(pod, port) : null;
    }

    /// <summary>Finds the real port behind a container's port.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="containerPort">The port that the manifest names.</param>
    /// <returns>The port on loopback, or null while the pod has none for it.</returns>
    public static int? Find(JsonObject pod, int containerPort)
    {
        var ports = Parse(pod.Annotation(Annotation));
        return ports.Number($"{containerPort}") ?? ports.Number($"{AnyPort}");
    }

    private static JsonNode? Parse(string? annotation)
    {
        try
        {
            return annotation is null ? null : JsonNode.Parse(annotation);
        }
        catch (JsonException)
        {
            // Anybody may annotate a pod; what is no mapping of ports maps none.
            return null;
        }
    }

    private static int? Named(JsonObject pod, string name) =>
        pod.Items("spec", "containers")
            .SelectMany(container => container.Items("ports"))
            .FirstOrDefault(port => string.Equals(port.Text("name"), name, StringComparison.Ordinal))
            .Number("containerPort");
}
