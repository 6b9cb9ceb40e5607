using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Reads the structural schema of a CustomResourceDefinition as what it demands of values.</summary>
internal static class ValueSchemaReader
{
    private const RegexOptions Re2 = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>
    /// Reads a schema; what is not understood demands nothing, for the definition was checked before.
    /// </summary>
    /// <param name="schema">The OpenAPI schema.</param>
    /// <returns>The demands.</returns>
    public static ValueSchema Read(JsonObject schema)
    {
        var pattern = schema.Text("pattern") ?? string.Empty;
        return new ValueSchema
        {
            Type = schema.Text("type") ?? string.Empty,
            Format = schema.Text("format") ?? string.Empty,
            IsNullable = schema.IsTrue("nullable"),
            IsIntOrString = schema.IsTrue("x-kubernetes-int-or-string"),
            IsEmbedded = schema.IsTrue("x-kubernetes-embedded-resource"),
            HasDefault = schema["default"] is not null,
            Default = schema["default"]?.DeepClone(),
            Values = schema["enum"] is JsonArray values ? [.. values.Select(value => value?.DeepClone())] : [],
            PatternText = pattern,
            Pattern = pattern.Length == 0 ? null : Compile(pattern),
            Numbers = ReadNumbers(schema),
            Length = new CountBounds(schema.Number("minLength"), schema.Number("maxLength")),
            ItemCount = new CountBounds(schema.Number("minItems"), schema.Number("maxItems")),
            PropertyCount = new CountBounds(schema.Number("minProperties"), schema.Number("maxProperties")),
            Required = [.. schema.Texts("required")],
            Properties = (schema["properties"] as JsonObject ?? []).ToDictionary(
                field => field.Key, field => Read(field.Value as JsonObject ?? []), StringComparer.Ordinal),
            Additional = Part(schema, "additionalProperties"),
            Items = Part(schema, "items"),
            ListType = schema.Text("x-kubernetes-list-type") ?? string.Empty,
            ListKeys = [.. schema.Texts("x-kubernetes-list-map-keys")],
            AllOf = Parts(schema, "allOf"),
            AnyOf = Parts(schema, "anyOf"),
            OneOf = Parts(schema, "oneOf"),
            Not = Part(schema, "not"),
        };
    }

    /// <summary>Compiles an expression; matching takes linear time, whatever the expression and the text.</summary>
    /// <param name="pattern">The expression, in RE2's syntax.</param>
    /// <returns>The expression, or null when it is not valid.</returns>
    public static Regex? Compile(string pattern)
    {
        try
        {
            // To RE2 the dollar sign is the end of the text; to .NET also the place before a last line feed.
            var text = pattern.Replace("(?P<", "(?<", StringComparison.Ordinal);
            text = text.EndsWith('$') && !text.EndsWith(@"\$", StringComparison.Ordinal) ? text[..^1] + @"\z" : text;
            return new Regex(text, Re2, Regex.InfiniteMatchTimeout);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static NumberBounds ReadNumbers(JsonObject schema) =>
        new(schema.Fraction("minimum"), schema.Fraction("maximum"), schema.Fraction("multipleOf"))
        {
            IsMinimumExclusive = schema.IsTrue("exclusiveMinimum"),
            IsMaximumExclusive = schema.IsTrue("exclusiveMaximum"),
        };

    private static ValueSchema? Part(JsonObject schema, string name) =>
        schema[name] is JsonObject part ? Read(part) : null;

    private static ValueSchema[] Parts(JsonObject schema, string name) => [.. schema.Objects(name).Select(Read)];
}
