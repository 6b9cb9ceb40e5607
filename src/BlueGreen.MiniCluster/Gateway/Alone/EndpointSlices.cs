using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Gateway.Routing;

namespace BlueGreen.MiniCluster.Gateway.Alone;

/// <summary>Reads endpoint slices as the Endpoints objects that the route table is built from. Pure.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/"/>
internal static class EndpointSlices
{
    private const string ServiceLabel = "kubernetes.io/service-name";
    private const string Version4 = "IPv4";
    private const string Version6 = "IPv6";

    /// <summary>Gathers the slices of each service.</summary>
    /// <param name="slices">Slices of all services; those of no service, and those of host names, are left out.</param>
    /// <returns>One object a service. Of a service with both kinds of addresses, the IPv4 ones.</returns>
    public static IReadOnlyList<JsonObject> ToEndpoints(IEnumerable<JsonObject> slices) =>
        [.. from slice in slices
            let service = slice["metadata"].Map("labels").GetValueOrDefault(ServiceLabel)
            where service is not null && slice.Text("addressType") is Version4 or Version6
            group slice by new PodName(slice.Namespace(), service) into ofService
            select Gather(ofService.Key, [.. ofService])];

    private static JsonObject Gather(PodName service, IReadOnlyList<JsonObject> slices)
    {
        var wanted = slices.Any(slice => slice.Text("addressType") is Version4) ? Version4 : Version6;
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = service.Name, ["namespace"] = service.Namespace },
            ["subsets"] = new JsonArray([.. slices
                .Where(slice => string.Equals(slice.Text("addressType"), wanted, StringComparison.Ordinal))
                .Select(Subset)]),
        };
    }

    private static JsonObject Subset(JsonObject slice) => new()
    {
        ["addresses"] = new JsonArray([.. slice.Objects("endpoints").Where(IsReady).SelectMany(Addresses)]),
        ["ports"] = slice["ports"]?.DeepClone(),
    };

    // Not said means ready: a controller that does not know lets requests through.
    private static bool IsReady(JsonObject endpoint) =>
        endpoint["conditions"].At("ready") is null || endpoint["conditions"].Flag("ready");

    // The addresses of one endpoint are interchangeable, and clients are told to take the first.
    private static IEnumerable<JsonObject> Addresses(JsonObject endpoint) =>
        endpoint.Texts("addresses").Take(1).Select(address => new JsonObject
        {
            ["ip"] = address,
            ["targetRef"] = endpoint["targetRef"]?.DeepClone(),
        });
}
