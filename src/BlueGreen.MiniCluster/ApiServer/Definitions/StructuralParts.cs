using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>The rules of <see cref="StructuralRules"/> for lists, defaults, metadata and parts of junctors.</summary>
internal static class StructuralParts
{
    private static readonly (string Name, string Rule)[] ForbiddenInside =
    [
        ("additionalProperties", "must be undefined to be structural"),
        ("default", "must be undefined to be structural"),
        ("title", "must be empty to be structural"),
        ("description", "must be empty to be structural"),
        ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
        ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"),
        ("x-kubernetes-list-map-keys", "must be empty to be structural"),
        ("x-kubernetes-list-type", "must be undefined to be structural"),
        ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", "must be empty to be structural"),
    ];

    /// <summary>Checks how the items of a list are told apart.</summary>
    /// <param name="schema">The schema of the list.</param>
    /// <param name="path">Its path.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckList(JsonObject schema, string path, List<FieldError> errors)
    {
        var type = schema.Text("x-kubernetes-list-type");
        if (type is null)
        {
            return;
        }

        if (type is not ("atomic" or "map" or "set"))
        {
            errors.Add(FieldError.NotSupported($"{path}.x-kubernetes-list-type", type, "atomic", "map", "set"));
        }

        if (schema.Text("type") is not "array")
        {
            errors.Add(FieldError.Invalid(
                $"{path}.type", schema.Text("type"), "must be array if x-kubernetes-list-type is specified"));
        }

        if (type is "map")
        {
            CheckKeys(schema, path, errors);
        }
    }

    /// <summary>Checks that a default keeps the rules of its own schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">Its path.</param>
    /// <param name="isRoot">Whether it is the schema of whole objects, which has none.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckDefault(JsonObject schema, string path, bool isRoot, List<FieldError> errors)
    {
        if (schema["default"] is not { } value)
        {
            return;
        }

        if (isRoot)
        {
            errors.Add(FieldError.Forbidden($"{path}.default", "must not be used at the root"));
            return;
        }

        ValueCheck.Walk(
            new ValuePlace($"{path}.default", ValueSchemaReader.Read(schema), Live: null), value, errors);
    }

    /// <summary>Checks what is said of the metadata of whole objects, which is not for a definition to say.</summary>
    /// <param name="schema">The schema of the metadata.</param>
    /// <param name="path">Its path.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckMetadata(JsonObject schema, string path, List<FieldError> errors)
    {
        if (schema.Text("type") is not "object")
        {
            errors.Add(FieldError.Invalid($"{path}.type", schema.Text("type"), "must be object"));
        }

        var isMore = schema.Any(part => part.Key is not ("type" or "properties" or "description" or "default"))
            || (schema["properties"] as JsonObject ?? []).Any(field => field.Key is not ("name" or "generateName"));
        if (isMore)
        {
            errors.Add(FieldError.Forbidden(
                path,
                "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }
    }

    /// <summary>Checks a part of a junctor: it may restrict values, and not say what they are.</summary>
    /// <param name="part">The part.</param>
    /// <param name="path">Its path.</param>
    /// <param name="isEither">Whether it stands where whole numbers or strings are chosen from.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void CheckNested(JsonObject part, string path, bool isEither, List<FieldError> errors)
    {
        if (part.Text("type") is { Length: > 0 } && !isEither)
        {
            errors.Add(FieldError.Forbidden($"{path}.type", "must be empty to be structural"));
        }

        foreach (var (name, rule) in ForbiddenInside)
        {
            if (part[name] is { } said && said.GetValueKind() != System.Text.Json.JsonValueKind.False)
            {
                errors.Add(FieldError.Forbidden($"{path}.{name}", rule));
            }
        }

        foreach (var (name, value) in part["properties"] as JsonObject ?? [])
        {
            if (name is "metadata")
            {
                errors.Add(FieldError.Forbidden(
                    $"{path}.properties[metadata]", "must not be specified in a nested context"));
            }

            CheckNested(value as JsonObject ?? [], $"{path}.properties[{name}]", isEither: false, errors);
        }

        CheckInner(part, path, isEither, errors);
    }

    private static void CheckInner(JsonObject part, string path, bool isEither, List<FieldError> errors)
    {
        foreach (var name in (string[])["not", "items"])
        {
            if (part[name] is JsonObject inner)
            {
                CheckNested(inner, $"{path}.{name}", isEither: false, errors);
            }
        }

        foreach (var junctor in (string[])["allOf", "anyOf", "oneOf"])
        {
            foreach (var (inner, i) in part.Objects(junctor).Select((inner, i) => (inner, i)))
            {
                CheckNested(inner, $"{path}.{junctor}[{i}]", isEither && junctor is "anyOf", errors);
            }
        }
    }

    private static void CheckKeys(JsonObject schema, string path, List<FieldError> errors)
    {
        var keys = schema.Texts("x-kubernetes-list-map-keys").ToList();
        if (keys.Count == 0)
        {
            errors.Add(FieldError.Required(
                $"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        }

        var required = schema["items"].Texts("required").ToList();
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            var property = schema.At("items", "properties", key);
            if (property is null)
            {
                errors.Add(FieldError.Invalid(
                    $"{path}.x-kubernetes-list-map-keys[{i}]", key, "entries must all be names of item properties"));
            }
            else if (property["default"] is null && !required.Contains(key, StringComparer.Ordinal))
            {
                errors.Add(FieldError.Required(
                    $"{path}.items.properties[{key}].default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required " +
                    "property"));
            }
        }
    }
}
