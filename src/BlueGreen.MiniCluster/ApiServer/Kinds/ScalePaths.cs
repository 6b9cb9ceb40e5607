namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>Where an object keeps what the scale subresource shows.</summary>
/// <param name="Wanted">Property names of the wanted number of replicas.</param>
/// <param name="Actual">Property names of the observed number of replicas.</param>
/// <param name="Selector">Property names of the selector of the pods; empty for none.</param>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"/>
internal sealed record ScalePaths(string[] Wanted, string[] Actual, string[] Selector)
{
    /// <summary>Gets the places in deployments and replica sets.</summary>
    public static ScalePaths Workload { get; } =
        new(["spec", "replicas"], ["status", "replicas"], ["spec", "selector"]);

    /// <summary>Reads a path such as <c>.spec.replicas</c>.</summary>
    /// <param name="path">The path, or null.</param>
    /// <returns>Property names.</returns>
    public static string[] Split(string? path) =>
        (path ?? string.Empty).Split('.', StringSplitOptions.RemoveEmptyEntries);
}
