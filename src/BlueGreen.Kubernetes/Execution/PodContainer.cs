namespace BlueGreen.Kubernetes.Execution;

/// <summary>Names a container in a pod.</summary>
/// <param name="Namespace">The pod's namespace; null is the client's default one.</param>
/// <param name="Pod">The pod.</param>
/// <param name="Container">The container; null is the only one, or the pod's default one.</param>
public sealed record PodContainer(string? Namespace, string Pod, string? Container = null);
