using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Ports;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Istio;

/// <summary>Reads what a VirtualService says about the colors. Pure: object → facts.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/virtual-service/"/>
internal static class VirtualServiceReader
{
    /// <summary>Tells whether an HTTP route is for cookie holders only: each of its matches looks at the Cookie
    /// header.</summary>
    /// <param name="route">One entry of <c>spec.http</c>.</param>
    /// <returns>Whether it is the test route.</returns>
    public static bool IsTestRoute(JsonObject route) =>
        route["match"] is JsonArray { Count: > 0 } matches
        && matches.All(match => (match?["headers"] as JsonObject)?.Any(header => IsCookie(header.Key)) ?? false);

    /// <summary>Tells whether a header name is that of the Cookie header.</summary>
    /// <param name="header">The name; Istio wants it in lower case.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsCookie(string header) => header.Equals("cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>Lists the HTTP routes.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <returns>The entries of <c>spec.http</c>, in order.</returns>
    public static ImmutableArray<JsonObject> Routes(JsonObject virtualService) =>
        [.. (virtualService["spec"]?["http"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>Tells whether connections to our service are routed beside HTTP: no switch of ours would move
    /// them.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="names">Tells which destinations are ours.</param>
    /// <returns>The section, <c>tcp</c> or <c>tls</c>, or null.</returns>
    public static string? OtherSection(JsonObject virtualService, IstioNames names) =>
        ((string[])["tcp", "tls"]).FirstOrDefault(section =>
            ((virtualService["spec"] as JsonObject)?[section] as JsonArray ?? []).OfType<JsonObject>()
                .SelectMany(route => Subsets(route, names)).Any());

    /// <summary>Lists the subsets that an HTTP route sends requests to; a weight of 0 sends none.</summary>
    /// <param name="route">One entry of <c>spec.http</c>.</param>
    /// <param name="names">Tells which destinations are ours; the others are none of our business.</param>
    /// <returns>Their names; null stands for a destination without a subset.</returns>
    public static IEnumerable<string?> Subsets(JsonObject route, IstioNames names) =>
        from destination in (route["route"] as JsonArray ?? []).OfType<JsonObject>()
        where destination["weight"] is not JsonValue weight || Number(weight) != 0
        where names.IsOurs((string?)destination["destination"]?["host"])
        select (string?)destination["destination"]?["subset"];

    /// <summary>Finds the color that users reach.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="names">Tells which destinations are ours.</param>
    /// <returns>The color, or null when the default route answers by itself.</returns>
    /// <exception cref="Errors.ReleaseException">
    /// The default route names no color, or more than one; or not all of it is HTTP.
    /// </exception>
    public static Color? Live(JsonObject virtualService, IstioNames names)
    {
        if (OtherSection(virtualService, names) is { } section)
        {
            throw IstioErrors.NotOnlyHttp(virtualService, section);
        }

        var subsets = Routes(virtualService)
            .Where(route => !IsTestRoute(route))
            .SelectMany(route => Subsets(route, names))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return subsets switch
        {
            [] => null,
            [var only] when only.TryParseColor() is { } color => color,
            _ => throw IstioErrors.NoSingleColor(virtualService, subsets),
        };
    }

    /// <summary>Finds the color that cookie holders reach.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <param name="names">Tells which destinations are ours.</param>
    /// <returns>The color, or null when there is no test route.</returns>
    public static Color? Test(JsonObject virtualService, IstioNames names) => Routes(virtualService)
        .Where(IsTestRoute)
        .SelectMany(route => Subsets(route, names))
        .Select(subset => subset.TryParseColor())
        .FirstOrDefault();

    /// <summary>Reads what the last writer left in the annotations.</summary>
    /// <param name="virtualService">The VirtualService.</param>
    /// <returns>The stamp; values that are not ours count as not written.</returns>
    public static RouteStamp Stamp(JsonObject virtualService)
    {
        var annotations = virtualService["metadata"]?["annotations"] as JsonObject;
        return new RouteStamp(
            long.TryParse(Text("generation"), CultureInfo.InvariantCulture, out var generation) ? generation : 0,
            Text("previous-color").TryParseColor(),
            DateTimeOffset.TryParse(
                Text("switched-at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at
                    : null,
            Text("switched-by"),
            Text("switch-kind") is "rollback");

        string? Text(string name) => annotations?[IstioNames.Prefix + name] is JsonValue value
            && value.TryGetValue<string>(out var text) ? text : null;
    }

    private static long Number(JsonValue value) => value.TryGetValue<long>(out var number) ? number : -1;
}
