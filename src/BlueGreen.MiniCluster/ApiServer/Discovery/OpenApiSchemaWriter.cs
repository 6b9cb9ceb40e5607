using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Discovery;

/// <summary>Writes schemas as OpenAPI, with the extensions that kubectl and other clients merge by.</summary>
/// <param name="referencePrefix">Stands before the names of referenced types; null writes types out in place.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-interface-definition"/>
internal sealed class OpenApiSchemaWriter(string? referencePrefix)
{
    private const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";
    private const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";

    /// <summary>Gets the names of the scalars that have a type of their own.</summary>
    public static IReadOnlyList<string> SharedNames { get; } = [IntOrString, Quantity];

    /// <summary>Writes a named type in full.</summary>
    /// <param name="schema">The type.</param>
    /// <returns>Its OpenAPI schema.</returns>
    public JsonObject WriteType(FieldSchema schema)
    {
        var properties = new JsonObject();
        foreach (var (name, property) in schema.Properties)
        {
            properties[name] = WriteProperty(property);
        }

        var json = new JsonObject { ["type"] = "object" };
        if (schema.Description.Length > 0)
        {
            json["description"] = schema.Description;
        }

        if (properties.Count > 0)
        {
            json["properties"] = properties;
        }

        var required = schema.Properties
            .Where(property => property.Value.IsRequired)
            .Select(property => JsonValue.Create(property.Key))
            .ToArray<JsonNode>();
        if (required.Length > 0)
        {
            json["required"] = new JsonArray(required);
        }

        if (schema.IsAtomic)
        {
            json["x-kubernetes-map-type"] = "atomic";
        }

        return json;
    }

    /// <summary>Writes the two scalars that have a type of their own, so that explain can name it.</summary>
    /// <param name="schemas">The schemas to add them to.</param>
    public static void WriteShared(JsonObject schemas)
    {
        foreach (var name in SharedNames)
        {
            schemas[name] = new JsonObject
            {
                ["format"] = "int-or-string",
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
            };
        }
    }

    private JsonObject Scalar(string word) => word switch
    {
        "int-or-string" when referencePrefix is not null => new JsonObject { ["$ref"] = referencePrefix + IntOrString },
        "quantity" when referencePrefix is not null => new JsonObject { ["$ref"] = referencePrefix + Quantity },
        "integer" => new JsonObject { ["type"] = "integer", ["format"] = "int32" },
        "boolean" or "number" => new JsonObject { ["type"] = word },
        "date-time" or "byte" => new JsonObject { ["type"] = "string", ["format"] = word },
        "int-or-string" => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        "quantity" => new JsonObject { ["x-kubernetes-int-or-string"] = true },
        _ => new JsonObject { ["type"] = "string" },
    };

    private static JsonObject Open() =>
        new() { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };

    private JsonObject WriteProperty(FieldProperty property)
    {
        var json = Write(property.Schema);
        if (json.ContainsKey("$ref"))
        {
            // A reference may have no siblings; a list of one is how the real server describes such fields.
            json = new JsonObject { ["allOf"] = new JsonArray(json), ["default"] = new JsonObject() };
        }

        if (property.Description.Length > 0)
        {
            json["description"] = property.Description;
        }

        return json;
    }

    private JsonObject Write(FieldSchema schema) => schema.Shape switch
    {
        FieldShape.Scalar => Scalar(schema.Scalar),
        FieldShape.List => WriteList(schema),
        FieldShape.Map => WriteMap(schema),
        FieldShape.Object when referencePrefix is null || schema.TypeName.Length == 0 => WriteType(schema),
        FieldShape.Object => new JsonObject { ["$ref"] = referencePrefix + schema.TypeName },
        _ => Open(),
    };

    private JsonObject WriteMap(FieldSchema schema)
    {
        var json = new JsonObject { ["type"] = "object", ["additionalProperties"] = Write(schema.Element!) };
        if (schema.IsAtomic)
        {
            json["x-kubernetes-map-type"] = "atomic";
        }

        return json;
    }

    private JsonObject WriteList(FieldSchema schema)
    {
        var json = new JsonObject { ["type"] = "array", ["items"] = Write(schema.Element!) };
        json["x-kubernetes-list-type"] = schema.List.ToString().ToLowerInvariant();
        if (schema.List == ListRelation.Map)
        {
            json["x-kubernetes-list-map-keys"] = new JsonArray([.. schema.Keys.Select(key => JsonValue.Create(key))]);
        }

        if (referencePrefix is not null && schema.List != ListRelation.Atomic)
        {
            json["x-kubernetes-patch-strategy"] = "merge";
            json["x-kubernetes-patch-merge-key"] = schema.Keys.Count > 0 ? schema.Keys[0] : null;
        }

        return json;
    }
}
