using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Discovery;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Istio;

/// <summary>The definitions of Istio's networking resources that the gateway understands.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/"/>
internal static class IstioDefinitions
{
    private const string Group = "networking.istio.io";

    private static readonly string[] Versions = ["v1", "v1beta1", "v1alpha3"];

    /// <summary>Makes the definitions.</summary>
    /// <returns>One for each resource.</returns>
    public static IEnumerable<JsonObject> All()
    {
        var schemas = new SchemaText();
        schemas.Read(string.Empty, IstioSchemas.Text);
        var writer = new OpenApiSchemaWriter(referencePrefix: null);
        JsonObject Definition(string kind, string plural, string shortName, params string[] columns)
        {
            var columnList = columns
                .Select(column => Column(column.Split('=')[0], column.Split('=')[1]))
                .Append(AgeColumn());
            return New(new JsonObject
            {
                ["kind"] = kind,
                ["listKind"] = $"{kind}List",
                ["plural"] = plural,
                ["singular"] = kind.ToLowerInvariant(),
                ["shortNames"] = new JsonArray(shortName),
                ["categories"] = new JsonArray("istio-io", "networking-istio-io"),
            }, writer.WriteType(schemas.Types[kind]), new JsonArray([.. columnList]));
        }

        yield return Definition("DestinationRule", "destinationrules", "dr", "Host=.spec.host");
        yield return Definition("Gateway", "gateways", "gw");
        yield return Definition(
            "VirtualService", "virtualservices", "vs", "Gateways=.spec.gateways", "Hosts=.spec.hosts");
    }

    private static JsonObject Column(string name, string path) => new()
    {
        ["name"] = name,
        ["jsonPath"] = path,
        ["type"] = "string",
    };

    private static JsonObject AgeColumn() => new()
    {
        ["name"] = "Age",
        ["jsonPath"] = ".metadata.creationTimestamp",
        ["type"] = "date",
    };

    private static JsonObject New(JsonObject names, JsonObject schema, JsonArray columns)
    {
        var versions = Versions.Select(version => (JsonNode)new JsonObject
        {
            ["name"] = version,
            ["served"] = true,
            ["storage"] = version is "v1",
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = schema.DeepClone() },
            ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
            ["additionalPrinterColumns"] = columns.DeepClone(),
        });
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{names["plural"]}.{Group}", ["generation"] = 1 },
            ["spec"] = new JsonObject
            {
                ["group"] = Group,
                ["names"] = names,
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray([.. versions]),
            },
            ["status"] = new JsonObject
            {
                ["acceptedNames"] = names.DeepClone(),
                ["conditions"] = new JsonArray(
                    Condition("NamesAccepted", "NoConflicts"), Condition("Established", "InitialNamesAccepted")),
                ["storedVersions"] = new JsonArray("v1"),
            },
        };
    }

    private static JsonObject Condition(string type, string reason) =>
        new() { ["type"] = type, ["status"] = "True", ["reason"] = reason, ["message"] = string.Empty };
}
