using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway;

/// <summary>The objects of a cluster as they were at one time, by kind.</summary>
/// <param name="Version">Grows with every change; only compared with versions of the same source.</param>
internal sealed record ObjectSnapshot(long Version)
{
    /// <summary>Gets Istio's VirtualServices.</summary>
    public IReadOnlyList<JsonObject> VirtualServices { get; init; } = [];

    /// <summary>Gets Istio's DestinationRules.</summary>
    public IReadOnlyList<JsonObject> DestinationRules { get; init; } = [];

    /// <summary>Gets Istio's Gateways.</summary>
    public IReadOnlyList<JsonObject> Gateways { get; init; } = [];

    /// <summary>Gets the Services.</summary>
    public IReadOnlyList<JsonObject> Services { get; init; } = [];

    /// <summary>Gets the Endpoints.</summary>
    public IReadOnlyList<JsonObject> Endpoints { get; init; } = [];

    /// <summary>Gets the Pods.</summary>
    public IReadOnlyList<JsonObject> Pods { get; init; } = [];

    /// <summary>Gets the Deployments; only the page reads them.</summary>
    public IReadOnlyList<JsonObject> Deployments { get; init; } = [];

    /// <summary>Gets the Leases; only the page reads them.</summary>
    public IReadOnlyList<JsonObject> Leases { get; init; } = [];
}
