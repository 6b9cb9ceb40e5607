using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>Reads the OpenAPI schema of a CustomResourceDefinition.</summary>
/// <seealso href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"/>
internal static class OpenApiSchemaReader
{
    /// <summary>Reads the schema of a whole object: the three top fields are always there.</summary>
    /// <param name="schema">The OpenAPI schema.</param>
    /// <returns>The schema.</returns>
    public static FieldSchema ReadRoot(JsonObject schema)
    {
        var keepsUnknown = KeepsUnknown(schema) || schema.Count == 0;
        var root = new FieldSchema
        {
            Shape = FieldShape.Object,
            Description = schema.Text("description") ?? string.Empty,
            KeepsUnknown = keepsUnknown,
        };
        DeclareAll(root, schema);
        DeclareTop(root);
        return root;
    }

    private static void DeclareTop(FieldSchema root)
    {
        var meta = BuiltInSchemas.Types["ObjectMeta"];
        var text = new FieldSchema { Shape = FieldShape.Scalar, Scalar = "string" };
        root.Declare("apiVersion", new FieldProperty(text, "Version of the schema of this object.", false, false));
        root.Declare("kind", new FieldProperty(text, "The resource this object is.", false, false));
        root.Declare("metadata", new FieldProperty(meta, "Standard object's metadata.", false, IsAlwaysPresent: true));
    }

    private static FieldSchema Read(JsonObject schema)
    {
        if (schema.IsTrue("x-kubernetes-int-or-string"))
        {
            return new FieldSchema { Shape = FieldShape.Scalar, Scalar = "int-or-string" };
        }

        return schema.Text("type") switch
        {
            "array" => ReadList(schema),
            "object" => ReadObject(schema),
            { } scalar => new FieldSchema
            {
                Shape = FieldShape.Scalar,
                Scalar = scalar,
                Default = schema["default"]?.DeepClone(),
                Description = schema.Text("description") ?? string.Empty,
            },
            null => FieldSchema.Any,
        };
    }

    private static FieldSchema ReadList(JsonObject schema) => new()
    {
        Shape = FieldShape.List,
        Element = schema["items"] is JsonObject items ? Read(items) : FieldSchema.Any,
        Keys = [.. schema.Texts("x-kubernetes-list-map-keys")],
        List = schema.Text("x-kubernetes-list-type") switch
        {
            "map" => ListRelation.Map,
            "set" => ListRelation.Set,
            _ => ListRelation.Atomic,
        },
    };

    private static FieldSchema ReadObject(JsonObject schema)
    {
        var isAtomic = string.Equals(schema.Text("x-kubernetes-map-type"), "atomic", StringComparison.Ordinal);
        if (schema["additionalProperties"] is JsonObject values)
        {
            return new FieldSchema { Shape = FieldShape.Map, Element = Read(values), IsAtomic = isAtomic };
        }

        var result = new FieldSchema
        {
            Shape = FieldShape.Object,
            IsAtomic = isAtomic,
            KeepsUnknown = KeepsUnknown(schema),
            Description = schema.Text("description") ?? string.Empty,
        };
        DeclareAll(result, schema);
        if (schema.IsTrue("x-kubernetes-embedded-resource"))
        {
            DeclareTop(result);
        }

        return result;
    }

    private static bool KeepsUnknown(JsonObject schema) =>
        schema.IsTrue("x-kubernetes-preserve-unknown-fields")
        || schema.IsTrue("additionalProperties");

    private static void DeclareAll(FieldSchema target, JsonObject schema)
    {
        var required = schema.Texts("required").ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in schema["properties"] as JsonObject ?? [])
        {
            var property = value as JsonObject ?? [];
            target.Declare(
                name,
                new FieldProperty(
                    Read(property),
                    property.Text("description") ?? string.Empty,
                    required.Contains(name),
                    IsAlwaysPresent: false));
        }
    }
}
