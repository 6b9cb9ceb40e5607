using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Discovery;

/// <summary>Writes <c>/openapi/v2</c>, for clients that know no version 3 or fall back to this one.</summary>
/// <param name="catalog">Knows the resources.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v2"/>
internal sealed class OpenApiVersion2(KindCatalog catalog)
{
    private const string References = "#/definitions/";

    private static readonly string[] WriteParameters = ["dryRun", "fieldManager", "fieldValidation"];

    // What version 2 has no word for.
    private static readonly string[] Unknown =
        ["allOf", "anyOf", "oneOf", "not", "nullable", "default", "x-kubernetes-validations"];

    /// <summary>Writes the document of everything that is served.</summary>
    /// <returns>The document.</returns>
    public JsonObject Document()
    {
        var (paths, definitions) = (new JsonObject(), new JsonObject());
        var writer = new OpenApiSchemaWriter(References);
        foreach (var type in BuiltInSchemas.Types.Values)
        {
            definitions[type.TypeName] = Simplify(writer.WriteType(type));
        }

        OpenApiSchemaWriter.WriteShared(definitions);
        foreach (var name in OpenApiSchemaWriter.SharedNames)
        {
            definitions[name] = new JsonObject { ["type"] = "string", ["format"] = "int-or-string" };
        }

        foreach (var kind in catalog.Kinds)
        {
            foreach (var version in kind.Versions)
            {
                Add(kind, version, writer, (paths, definitions));
            }
        }

        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = OpenApiDocuments.Info(),
            ["paths"] = paths,
            ["definitions"] = definitions,
        };
    }

    private static void Add(
        ResourceKind kind, string version, OpenApiSchemaWriter writer, (JsonObject Paths, JsonObject Definitions) into)
    {
        var schema = kind.Custom is null
            ? writer.WriteType(kind.Schema)
            : OpenApiDocuments.CustomSchema(kind, version, References);
        schema = Simplify(schema);
        schema["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiDocuments.TypeMark(kind, version));
        into.Definitions[OpenApiDocuments.TypeNameOf(kind, version)] = schema;
        foreach (var (path, methods) in OpenApiDocuments.PathsOf(kind, version))
        {
            var operations = new JsonObject();
            foreach (var method in methods)
            {
                operations[method] = Operation(kind, version, isWrite: method is not "get");
            }

            into.Paths[path] = operations;
        }
    }

    private static JsonObject Operation(ResourceKind kind, string version, bool isWrite) => new()
    {
        ["parameters"] = new JsonArray(
            [.. (isWrite ? WriteParameters : []).Select(name =>
                new JsonObject { ["name"] = name, ["in"] = "query", ["type"] = "string" })]),
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-group-version-kind"] = OpenApiDocuments.TypeMark(kind, version),
    };

    /// <summary>Takes out of a schema of version 3 what version 2 cannot say, as the real server does.</summary>
    private static JsonObject Simplify(JsonObject schema)
    {
        var simple = new JsonObject();
        var isOpen = (bool?)schema["x-kubernetes-preserve-unknown-fields"] == true;
        var isEither = (bool?)schema["x-kubernetes-int-or-string"] == true;
        if (schema["allOf"] is JsonArray { Count: 1 } all && all[0]?["$ref"] is { } reference)
        {
            simple["$ref"] = reference.DeepClone();
        }

        foreach (var (name, value) in schema.Where(pair => !Unknown.Contains(pair.Key, StringComparer.Ordinal)))
        {
            simple[name] = name switch
            {
                "type" or "properties" or "items" or "additionalProperties" or "required" when isOpen => null,
                "type" when isEither => null,
                "properties" when value is JsonObject fields => Each(fields),
                "items" or "additionalProperties" when value is JsonObject inner => Simplify(inner),
                _ => value?.DeepClone(),
            };
            if (simple[name] is null)
            {
                simple.Remove(name);
            }
        }

        return simple;
    }

    private static JsonObject Each(JsonObject fields) => new(
        fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, Simplify(field.Value!.AsObject()))));
}
