using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>Where requests can go: a port of a service, all of its pods or those of one subset.</summary>
/// <param name="Host">The service's full name.</param>
/// <param name="Subset">The subset, or an empty string for all pods.</param>
/// <param name="Port">The service's port, or null when the route names none.</param>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination"/>
internal sealed record Destination(string Host, string Subset, int? Port)
{
    /// <summary>Reads a destination.</summary>
    /// <param name="node">A <c>Destination</c>.</param>
    /// <param name="namespaceName">The namespace of the object it stands in: short names are resolved there.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="RouteException">It names no host.</exception>
    public static Destination Parse(JsonNode? node, string namespaceName)
    {
        var host = node.Text("host") ?? throw new RouteException("destination.host is missing");
        return new Destination(
            FullName(host, namespaceName), node.Text("subset") ?? "", node.At("port").Whole("number"));
    }

    /// <summary>Resolves a short name; a name with a dot is taken as it is, as in Istio.</summary>
    /// <param name="host">A host of a VirtualService or DestinationRule.</param>
    /// <param name="namespaceName">The namespace of that object.</param>
    /// <returns>The full name.</returns>
    public static string FullName(string host, string namespaceName) =>
        host.Contains('.', StringComparison.Ordinal) || host.StartsWith('*')
            ? host
            : $"{host}.{namespaceName}.svc.cluster.local";
}

/// <summary>A destination with its share of the requests and its own header operations.</summary>
/// <param name="Destination">Where to.</param>
/// <param name="Weight">Its share, of the sum of all weights.</param>
/// <param name="Request">What is done to requests that go there.</param>
/// <param name="Response">What is done to their responses.</param>
internal sealed record WeightedDestination(
    Destination Destination, int Weight, HeaderOperations Request, HeaderOperations Response);
