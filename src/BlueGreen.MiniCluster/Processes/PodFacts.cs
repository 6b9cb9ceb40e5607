using BlueGreen.MiniCluster.Processes.Containers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>What a pod's containers do at one moment, and what follows for the pod.</summary>
/// <param name="Init">The init containers by name.</param>
/// <param name="Containers">The app containers by name.</param>
/// <param name="IsInitialized">Whether all init containers have ended well.</param>
/// <param name="StartedAt">When the node took the pod.</param>
/// <param name="Outcome"><c>Succeeded</c> or <c>Failed</c> when nothing will run again, otherwise null.</param>
internal sealed record PodFacts(
    IReadOnlyDictionary<string, ContainerSnapshot> Init,
    IReadOnlyDictionary<string, ContainerSnapshot> Containers,
    bool IsInitialized,
    DateTimeOffset StartedAt,
    string? Outcome)
{
    /// <summary>Gets a value indicating whether every container takes requests.</summary>
    public bool IsReady =>
        Outcome is null && Containers.Count > 0 && Containers.Values.All(container => container.IsReady);

    /// <summary>Gets the pod's phase.</summary>
    public string Phase => Outcome ?? (IsInitialized && Apps.Any(HasRun) ? "Running" : "Pending");

    // The sidecar always runs, so it says nothing about the app.
    private IEnumerable<ContainerSnapshot> Apps =>
        Containers.Where(pair => pair.Key is not Sidecar.Name).Select(pair => pair.Value);

    private static bool HasRun(ContainerSnapshot container) =>
        container.State is not ContainerWaiting || container.Last is not null || container.Restarts > 0;
}
