using System.Text.Json.Nodes;

namespace BlueGreen.Routers.Istio;

/// <summary>Checks that the weights of a route are shares of its requests.</summary>
/// <remarks>Only Istio's webhook checks them, and a cluster may run without it: the definitions' schema takes any
/// number. Some versions of Istio read weights as proportions; shares of 100 mean the same to all of them.</remarks>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination"/>
internal static class RouteWeights
{
    private const int All = 100;

    /// <summary>Checks every route of a VirtualService.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <exception cref="Errors.ReleaseException">Weights are not from 0 to 100, or not 100 together.</exception>
    public static void Require(JsonObject virtualService)
    {
        foreach (var route in VirtualServiceReader.Routes(virtualService))
        {
            var weights = (route["route"] as JsonArray ?? []).OfType<JsonObject>().Select(Weight).ToList();
            var isAlone = weights is [null or >= 0 and <= All];
            if (weights.Count > 0 && !isAlone && (weights.Exists(w => w is < 0 or > All) || weights.Sum() != All))
            {
                throw IstioErrors.NoShares(
                    virtualService,
                    route["name"]?.ToString(),
                    weights.Select(weight => weight?.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }

    // What is no whole number is as wrong as one that is out of bounds.
    private static long? Weight(JsonObject destination) => destination["weight"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<long>(out var number) => number,
        _ => -1,
    };
}
