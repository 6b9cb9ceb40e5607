using System.Text.Json.Nodes;

namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Definitions of the three kinds that a release writes, with the fields that a release uses.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/"/>
internal static class IstioSchemas
{
    /// <summary>The group of the kinds.</summary>
    public const string Group = "networking.istio.io";

    /// <summary>Reads them.</summary>
    public static IReadOnlyList<JsonObject> All()
    {
        using var file = typeof(IstioSchemas).Assembly.GetManifestResourceStream("istio-definitions.json")!;
        return [.. JsonNode.Parse(file)!.AsArray().Select(definition => definition!.DeepClone().AsObject())];
    }
}
