using BlueGreen.Kubernetes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.MiniCluster.Gateway.Alone;

namespace BlueGreen.Frosting.Local.Gateway;

/// <summary>Finds how a cluster serves the kinds that the gateway reads.</summary>
internal static class GatewayKinds
{
    // Clusters with an older Istio serve older versions only; the fields that are read are the same in all of them.
    private static readonly string[] IstioVersions = ["v1", "v1beta1", "v1alpha3"];

    /// <summary>Finds them.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A type for each kind.</returns>
    /// <exception cref="UnknownResourceTypeException">Istio's definitions are not installed.</exception>
    public static async Task<IReadOnlyDictionary<GatewayKind, ResourceType>> FindAsync(
        KubeClient client, CancellationToken cancellationToken) => new Dictionary<GatewayKind, ResourceType>
        {
            [GatewayKind.Gateways] = await FindAsync(client, ResourceType.Gateways, cancellationToken),
            [GatewayKind.VirtualServices] = await FindAsync(client, ResourceType.VirtualServices, cancellationToken),
            [GatewayKind.DestinationRules] = await FindAsync(client, ResourceType.DestinationRules, cancellationToken),
            [GatewayKind.Services] = ResourceType.Services,
            [GatewayKind.EndpointSlices] = ResourceType.EndpointSlices,
            [GatewayKind.Pods] = ResourceType.Pods,
        };

    private static async Task<ResourceType> FindAsync(
        KubeClient client, ResourceType wanted, CancellationToken cancellationToken)
    {
        UnknownResourceTypeException? first = null;
        foreach (var version in IstioVersions)
        {
            try
            {
                return await client.ResolveAsync($"{wanted.Group}/{version}", wanted.Kind, cancellationToken);
            }
            catch (UnknownResourceTypeException unknown)
            {
                first ??= unknown;
            }
        }

        throw first!;
    }
}
