using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Http.Protobuf;

/// <summary>Reads objects in the binary form in which kubectl sends what it creates from its own types.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding"/>
internal static class ProtobufBody
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int MaximumDepth = 40;
    private const int TypeMetaField = 1;
    private const int RawField = 2;

    private static readonly byte[] Magic = "k8s\0"u8.ToArray();

    /// <summary>Reads one object.</summary>
    /// <param name="body">The body of the request.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ApiException">The body is broken, or of a kind whose binary form is not known here.</exception>
    public static JsonObject Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw Broken("it does not begin with the magic number");
        }

        var (apiVersion, kind) = (string.Empty, string.Empty);
        var raw = ReadOnlySpan<byte>.Empty;
        var envelope = new ProtobufReader(body[Magic.Length..]);
        while (envelope.TryNext(out var field))
        {
            if (field.Number == TypeMetaField)
            {
                (apiVersion, kind) = ReadType(field.Bytes);
            }
            else if (field.Number == RawField)
            {
                raw = field.Bytes;
            }
        }

        if (!ProtobufTypes.All.ContainsKey(kind))
        {
            throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
        }

        var value = ReadMessage(raw, kind, depth: 0);
        value.Insert(0, "apiVersion", apiVersion);
        value.Insert(1, "kind", kind);
        return value;
    }

    private static ApiException Broken(string why) =>
        ApiErrors.BadRequest($"the body of the request is no protocol buffer: {why}");

    private static (string ApiVersion, string Kind) ReadType(ReadOnlySpan<byte> bytes)
    {
        var (apiVersion, kind) = (string.Empty, string.Empty);
        var reader = new ProtobufReader(bytes);
        while (reader.TryNext(out var field))
        {
            (apiVersion, kind) = field.Number == 1
                ? (Encoding.UTF8.GetString(field.Bytes), kind)
                : (apiVersion, Encoding.UTF8.GetString(field.Bytes));
        }

        return (apiVersion, kind);
    }

    private static JsonObject ReadMessage(ReadOnlySpan<byte> bytes, string type, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw Broken("it is nested too deeply");
        }

        var value = new JsonObject();
        var fields = ProtobufTypes.All[type];
        var reader = new ProtobufReader(bytes);
        while (reader.TryNext(out var field))
        {
            if (!fields.TryGetValue(field.Number, out var known))
            {
                throw ApiErrors.UnsupportedMediaType("application/json, application/yaml");
            }

            Put(value, known, ReadValue(field, known, depth));
        }

        return value;
    }

    private static void Put(JsonObject value, ProtobufField known, JsonNode? item)
    {
        if (known.IsMap && item is JsonObject entry)
        {
            if (value[known.Name] is not JsonObject map)
            {
                value[known.Name] = map = [];
            }

            map[(string?)entry["key"] ?? string.Empty] = entry["value"]?.DeepClone() ?? string.Empty;
        }
        else if (known.IsList)
        {
            if (value[known.Name] is not JsonArray list)
            {
                value[known.Name] = list = [];
            }

            list.Add(item);
        }
        else if (!IsUnset(item))
        {
            value[known.Name] = item;
        }
    }

    // The binary form writes fields that are not pointers even when they are empty; JSON leaves them out.
    private static bool IsUnset(JsonNode? item) =>
        item is null || (item is JsonValue text && text.TryGetValue<string>(out var value) && value.Length == 0);

    private static JsonNode? ReadValue(ProtobufValue field, ProtobufField known, int depth) => known.Type switch
    {
        "string" => Encoding.UTF8.GetString(field.Bytes),
        "bytes" => Convert.ToBase64String(field.Bytes),
        "int" => field.Number64,
        "bool" => field.Number64 != 0,
        "Time" => ReadTime(field.Bytes),
        "IntOrString" => ReadIntOrString(field.Bytes),
        "Quantity" => ReadMessage(field.Bytes, "Quantity", depth + 1)["string"]?.DeepClone(),
        var type => ReadMessage(field.Bytes, type, depth + 1),
    };

    private static JsonValue? ReadTime(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        return reader.TryNext(out var field) && field.Number64 is > 0 and < 253402300800
            ? JsonValue.Create($"{DateTimeOffset.FromUnixTimeSeconds(field.Number64):yyyy-MM-ddTHH:mm:ssZ}")
            : null;
    }

    private static JsonValue ReadIntOrString(ReadOnlySpan<byte> bytes)
    {
        var (isText, number, text) = (false, 0L, string.Empty);
        var reader = new ProtobufReader(bytes);
        while (reader.TryNext(out var field))
        {
            isText = field.Number == 1 ? field.Number64 == 1 : isText;
            number = field.Number == 2 ? field.Number64 : number;
            text = field.Number == 3 ? Encoding.UTF8.GetString(field.Bytes) : text;
        }

        return isText ? JsonValue.Create(text) : JsonValue.Create(number);
    }
}
