using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Says whether a schema is structural, in the words of the real server.</summary>
/// <remarks>
/// Structural: types stand outside of allOf, anyOf, oneOf and not, and these only restrict values.
/// </remarks>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"/>
internal static class StructuralRules
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    private static readonly string[] Unsupported =
        ["$ref", "definitions", "dependencies", "patternProperties", "additionalItems"];

    private static readonly string[] Junctors = ["allOf", "anyOf", "oneOf"];

    /// <summary>Checks the schema of whole objects.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Its path in the definition.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IEnumerable<FieldError> Check(JsonObject schema, string path)
    {
        var errors = new List<FieldError>();
        CheckPart(schema, path, SchemaLevel.Root, errors);
        return errors;
    }

    private static void CheckPart(JsonObject schema, string path, SchemaLevel level, List<FieldError> errors)
    {
        CheckType(schema, path, level, errors);
        CheckExtensions(schema, path, errors);
        StructuralParts.CheckList(schema, path, errors);
        CheckCommon(schema, path, errors);
        StructuralParts.CheckDefault(schema, path, level == SchemaLevel.Root, errors);
        foreach (var (name, value) in schema["properties"] as JsonObject ?? [])
        {
            var isMetadata = level == SchemaLevel.Root && name is "metadata";
            if (isMetadata)
            {
                StructuralParts.CheckMetadata(value as JsonObject ?? [], $"{path}.properties[metadata]", errors);
            }
            else
            {
                CheckPart(value as JsonObject ?? [], $"{path}.properties[{name}]", SchemaLevel.Field, errors);
            }
        }

        if (schema["items"] is JsonObject items)
        {
            CheckPart(items, $"{path}.items", SchemaLevel.Item, errors);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            CheckPart(values, $"{path}.additionalProperties", SchemaLevel.Field, errors);
        }

        CheckJunctors(schema, path, errors);
    }

    private static void CheckType(JsonObject schema, string path, SchemaLevel level, List<FieldError> errors)
    {
        var type = schema.Text("type") ?? string.Empty;
        var isFree = schema.IsTrue("x-kubernetes-int-or-string")
            || schema.IsTrue("x-kubernetes-preserve-unknown-fields");
        if (type.Length == 0 && (!isFree || level == SchemaLevel.Root))
        {
            var rule = level switch
            {
                SchemaLevel.Root => "must not be empty at the root",
                SchemaLevel.Item => "must not be empty for specified array items",
                _ => "must not be empty for specified object fields",
            };
            errors.Add(FieldError.Required($"{path}.type", rule));
        }
        else if (type is "null")
        {
            errors.Add(FieldError.Forbidden(
                $"{path}.type", "type cannot be set to null, use nullable as an alternative"));
        }
        else if (type.Length > 0 && !Types.Contains(type, StringComparer.Ordinal))
        {
            errors.Add(FieldError.NotSupported($"{path}.type", type, Types));
        }
        else if (level == SchemaLevel.Root && type is not "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", type, "must be object at the root"));
        }

        if (type is "array" && schema["items"] is null)
        {
            errors.Add(FieldError.Required($"{path}.items", "must be specified"));
        }
    }

    private static void CheckExtensions(JsonObject schema, string path, List<FieldError> errors)
    {
        var isEmbedded = schema.IsTrue("x-kubernetes-embedded-resource");
        if (isEmbedded && schema.Text("type") is not "object")
        {
            errors.Add(FieldError.Invalid(
                $"{path}.type", schema.Text("type"), "must be object if x-kubernetes-embedded-resource is true"));
        }

        if (isEmbedded && !schema.IsTrue("x-kubernetes-preserve-unknown-fields") && schema["properties"] is null)
        {
            errors.Add(FieldError.Required(
                $"{path}.properties",
                "must not be empty if x-kubernetes-embedded-resource is true without " +
                "x-kubernetes-preserve-unknown-fields"));
        }

        foreach (var name in (string[])["x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource"])
        {
            if (schema.IsTrue("x-kubernetes-int-or-string") && schema.IsTrue(name))
            {
                errors.Add(new FieldError(
                    $"{path}.{name}",
                    "FieldValueInvalid",
                    "Invalid value: true: must be false if x-kubernetes-int-or-string is true"));
            }
        }
    }

    private static void CheckCommon(JsonObject schema, string path, List<FieldError> errors)
    {
        errors.AddRange(Unsupported.Where(schema.ContainsKey)
            .Select(name => FieldError.Forbidden($"{path}.{name}", $"{name} is not supported")));
        if (schema.IsTrue("uniqueItems"))
        {
            errors.Add(FieldError.Forbidden(
                $"{path}.uniqueItems",
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        }

        if (schema["items"] is JsonArray)
        {
            errors.Add(FieldError.Forbidden($"{path}.items", "items must be a schema object and not an array"));
        }

        if (schema["properties"] is JsonObject { Count: > 0 }
            && schema.ContainsKey("additionalProperties") && !schema.IsTrue("additionalProperties"))
        {
            errors.Add(FieldError.Forbidden(
                $"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive"));
        }

        if (schema.Text("pattern") is { Length: > 0 } pattern && ValueSchemaReader.Compile(pattern) is null)
        {
            errors.Add(FieldError.Invalid(
                $"{path}.pattern", pattern, "must be a valid regular expression, but isn't: error parsing regexp"));
        }
    }

    private static void CheckJunctors(JsonObject schema, string path, List<FieldError> errors)
    {
        foreach (var junctor in Junctors)
        {
            var index = 0;
            foreach (var part in schema.Objects(junctor))
            {
                // Two whole numbers or strings: the one place where a junctor may name types.
                var isEither = schema.IsTrue("x-kubernetes-int-or-string")
                    && (junctor is "anyOf" || (junctor is "allOf" && index == 0));
                StructuralParts.CheckNested(part, $"{path}.{junctor}[{index++}]", isEither, errors);
            }
        }

        if (schema["not"] is JsonObject not)
        {
            StructuralParts.CheckNested(not, $"{path}.not", isEither: false, errors);
        }
    }

    private enum SchemaLevel
    {
        Root,
        Item,
        Field,
    }
}
