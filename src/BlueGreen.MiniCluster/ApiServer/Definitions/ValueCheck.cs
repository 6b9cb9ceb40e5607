using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Objects;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Holds an object to the schema of its definition, in the words of the real server.</summary>
/// <remarks>
/// A part that was stored as it is before is not checked again: a definition that has become stricter must not keep
/// people from changing the rest.
/// </remarks>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"/>
internal static class ValueCheck
{
    // As many as anybody reads: a large body must not be answered by a hundred larger ones.
    internal const int MaximumErrors = 256;

    /// <summary>Checks an object.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="live">The object as it is stored, or null.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IReadOnlyList<FieldError> Check(ValueSchema schema, JsonObject? live, JsonObject next)
    {
        var errors = new List<FieldError>();
        Walk(new ValuePlace(string.Empty, schema, live), next, errors);
        return errors;
    }

    /// <summary>Checks one value.</summary>
    /// <param name="place">Where it is, and what holds there.</param>
    /// <param name="value">The value.</param>
    /// <param name="errors">Takes what is wrong.</param>
    internal static void Walk(ValuePlace place, JsonNode? value, List<FieldError> errors)
    {
        var schema = place.Schema;
        if (errors.Count >= MaximumErrors || (place.Live is not null && JsonNode.DeepEquals(place.Live, value)))
        {
            return;
        }

        CheckType(place, value, errors);
        if (value is not null)
        {
            JunctorCheck.Check(place, value, errors);
        }

        if (value is JsonValue scalar)
        {
            ScalarCheck.Check(place, scalar, errors);
        }

        if (value is JsonArray list)
        {
            ListCheck.Check(place, list, errors);
        }

        if (schema.Values.Count > 0 && !schema.Values.Any(allowed => JsonNode.DeepEquals(allowed, value)))
        {
            errors.Add(FieldError.NotSupported(place.Path, value, schema.Values));
        }

        if (value is JsonObject map)
        {
            CheckMap(place, map, errors);
        }
    }

    /// <summary>Names the kind of a value as messages do.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Such as <c>integer</c>.</returns>
    internal static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => ScalarCheck.IsWhole(value) ? "integer" : "number",
        var kind => kind.Value.ToString().ToLowerInvariant(),
    };

    private static void CheckType(ValuePlace place, JsonNode? value, List<FieldError> errors)
    {
        var (schema, actual) = (place.Schema, TypeOf(value));
        var fits = (schema.Type, actual) switch
        {
            (_, "null") => schema.IsNullable || (schema.Type.Length == 0 && !schema.IsIntOrString),
            _ when schema.IsIntOrString => actual is "integer" or "string",
            ("", _) or ("number", "integer") => true,
            var (expected, found) => string.Equals(expected, found, StringComparison.Ordinal),
        };
        if (!fits)
        {
            var expected = schema.IsIntOrString ? "integer,string" : schema.Type;
            errors.Add(FieldError.WrongType(place.Path, expected, JsonValue.Create(actual)));
        }
    }

    private static void CheckMap(ValuePlace place, JsonObject map, List<FieldError> errors)
    {
        var (schema, count) = (place.Schema, place.Schema.PropertyCount);
        if (map.Count < count.Minimum)
        {
            errors.Add(place.Broken(count.Minimum, $"should have at least {count.Minimum} properties"));
        }

        if (map.Count > count.Maximum)
        {
            errors.Add(FieldError.TooMany(place.Path, map.Count, count.Maximum.Value));
        }

        errors.AddRange(schema.Required.Where(name => !map.ContainsKey(name))
            .Select(name => FieldError.Required(place.Child(name))));
        if (schema.IsEmbedded)
        {
            CheckEmbedded(place, map, errors);
        }

        foreach (var (name, value) in map)
        {
            if (schema.Field(name) is { } field && !(place.Path.Length == 0 && name is "metadata"))
            {
                Walk(new ValuePlace(place.Child(name), field, (place.Live as JsonObject)?[name]), value, errors);
            }
        }
    }

    private static void CheckEmbedded(ValuePlace place, JsonObject map, List<FieldError> errors)
    {
        foreach (var name in (string[])["apiVersion", "kind"])
        {
            if (map[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            {
                errors.Add(FieldError.Required(place.Child(name), "must not be empty"));
            }
        }

        var labels = Json.JsonReading.Map(map, "metadata", "labels");
        errors.AddRange(NameRules.CheckLabels(place.Child("metadata.labels"), labels));
    }
}

/// <summary>One value on the way through an object.</summary>
/// <param name="Path">Path of the value; empty for the object itself.</param>
/// <param name="Schema">What is demanded of it.</param>
/// <param name="Live">The stored value there, or null when it is new or cannot be told.</param>
internal sealed record ValuePlace(string Path, ValueSchema Schema, JsonNode? Live)
{
    /// <summary>Gives the path of a field.</summary>
    /// <param name="name">Name of the field.</param>
    /// <returns>Its path.</returns>
    public string Child(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>Words a broken rule.</summary>
    /// <param name="value">The value, or the bound it breaks where the real server shows that.</param>
    /// <param name="rule">What it should be.</param>
    /// <returns>The error.</returns>
    public FieldError Broken(JsonNode? value, string rule) =>
        new(Path, "FieldValueInvalid", $"Invalid value: {FieldError.Shown(value)}: {Path} in body {rule}");
}
