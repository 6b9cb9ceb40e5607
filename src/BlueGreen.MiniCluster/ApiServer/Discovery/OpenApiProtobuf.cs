using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http.Protobuf;

namespace BlueGreen.MiniCluster.ApiServer.Discovery;

/// <summary>
/// Writes an OpenAPI version 2 document in its binary form: the only one in which kubectl before 1.24 asks for it, to
/// explain, to validate before it applies, and to learn whether the server knows dry runs.
/// </summary>
/// <remarks>The numbers are those of the fields in <c>OpenAPIv2.proto</c>.</remarks>
/// <seealso href="https://github.com/google/gnostic/blob/main/openapiv2/OpenAPIv2.proto"/>
internal static class OpenApiProtobuf
{
    /// <summary>The media type of the answer.</summary>
    public const string MediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    // What clients ask for; an '@' is not allowed in a media type, so the answer has a dot there.
    private const string AskedMediaType = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    // Document
    private const int Swagger = 1, Info = 2, Paths = 8, Definitions = 9;

    // PathItem
    private static readonly Dictionary<string, int> Methods = new(StringComparer.Ordinal)
    {
        ["get"] = 2,
        ["put"] = 3,
        ["post"] = 4,
        ["delete"] = 5,
        ["patch"] = 8,
    };

    /// <summary>Tells whether a client asks for the binary form.</summary>
    /// <param name="accept">The header Accept.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsAskedBy(string accept) =>
        accept.Contains(AskedMediaType, StringComparison.OrdinalIgnoreCase)
        || accept.Contains(MediaType, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes a document.</summary>
    /// <param name="document">The same in JSON.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Write(JsonObject document)
    {
        var writer = new ProtobufWriter()
            .Text(Swagger, (string?)document["swagger"])
            .Message(Info, new ProtobufWriter()
                .Text(1, (string?)document["info"]?["title"])
                .Text(2, (string?)document["info"]?["version"]));
        var paths = new ProtobufWriter();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            paths.Message(2, Named(path, PathItem(operations!.AsObject())));
        }

        return writer
            .Message(Paths, paths)
            .Message(Definitions, NamedSchemas(document["definitions"]!.AsObject()))
            .ToArray();
    }

    private static ProtobufWriter Named(string name, ProtobufWriter value) =>
        new ProtobufWriter().Text(1, name).Message(2, value);

    private static ProtobufWriter NamedSchemas(JsonObject schemas)
    {
        var writer = new ProtobufWriter();
        foreach (var (name, schema) in schemas)
        {
            writer.Message(1, Named(name, Schema(schema!.AsObject())));
        }

        return writer;
    }

    private static ProtobufWriter PathItem(JsonObject operations)
    {
        var writer = new ProtobufWriter();
        foreach (var (method, operation) in operations)
        {
            writer.Message(Methods[method], Operation(operation!.AsObject()));
        }

        return writer;
    }

    private static ProtobufWriter Operation(JsonObject operation)
    {
        const int parameters = 8, responses = 9, extensions = 13;
        var writer = new ProtobufWriter();
        foreach (var parameter in operation["parameters"]!.AsArray())
        {
            writer.Message(parameters, QueryParameter(parameter!.AsObject()));
        }

        writer.Message(responses, new ProtobufWriter());
        return Extensions(writer, extensions, operation);
    }

    // ParametersItem.parameter → Parameter.non_body_parameter → NonBodyParameter.query_parameter_sub_schema
    private static ProtobufWriter QueryParameter(JsonObject parameter)
    {
        const int place = 2, name = 4, type = 6;
        var query = new ProtobufWriter()
            .Text(place, (string?)parameter["in"])
            .Text(name, (string?)parameter["name"])
            .Text(type, (string?)parameter["type"]);
        var inner = new ProtobufWriter().Message(3, query);
        return new ProtobufWriter().Message(1, new ProtobufWriter().Message(2, inner));
    }

    private static ProtobufWriter Schema(JsonObject schema)
    {
        const int reference = 1, format = 2, description = 4, required = 19, additional = 21, type = 22, items = 23,
            properties = 25, extensions = 31;
        var writer = new ProtobufWriter()
            .Text(reference, (string?)schema["$ref"])
            .Text(format, (string?)schema["format"])
            .Text(description, (string?)schema["description"]);
        foreach (var name in schema["required"] as JsonArray ?? [])
        {
            writer.Text(required, (string?)name);
        }

        if (schema["additionalProperties"] is { } rest)
        {
            writer.Message(additional, rest is JsonObject of
                ? new ProtobufWriter().Message(1, Schema(of))
                : new ProtobufWriter().Truth(2, (bool)rest));
        }

        if ((string?)schema["type"] is { } word)
        {
            writer.Message(type, new ProtobufWriter().Text(1, word));
        }

        if (schema["items"] is JsonObject item)
        {
            writer.Message(items, new ProtobufWriter().Message(1, Schema(item)));
        }

        if (schema["properties"] is JsonObject fields)
        {
            writer.Message(properties, NamedSchemas(fields));
        }

        return Extensions(writer, extensions, schema);
    }

    // NamedAny(name, Any(yaml)): JSON is YAML.
    private static ProtobufWriter Extensions(ProtobufWriter writer, int number, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (name.StartsWith("x-", StringComparison.Ordinal) && value is not null)
            {
                writer.Message(number, Named(name, new ProtobufWriter().Text(2, value.ToJsonString())));
            }
        }

        return writer;
    }
}
