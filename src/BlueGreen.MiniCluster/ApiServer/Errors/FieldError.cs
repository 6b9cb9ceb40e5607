using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Errors;

/// <summary>One field that validation refused; becomes one cause of a 422.</summary>
/// <param name="Field">Path of the field, such as <c>spec.selector</c>.</param>
/// <param name="Reason">Machine-readable reason, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record FieldError(string Field, string Reason, string Message)
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value that breaks a rule.</summary>
    public static FieldError Invalid(string field, string? value, string rule) =>
        new(field, "FieldValueInvalid", $"Invalid value: \"{value}\": {rule}");

    /// <summary>A value that must be there.</summary>
    public static FieldError Required(string field, string rule = "") =>
        new(field, "FieldValueRequired", rule.Length == 0 ? "Required value" : $"Required value: {rule}");

    /// <summary>A value that is not one of the known ones.</summary>
    public static FieldError NotSupported(string field, string? value, params string[] supported) =>
        new(
            field,
            "FieldValueNotSupported",
            $"Unsupported value: \"{value}\": " +
            $"supported values: {string.Join(", ", supported.Select(s => $"\"{s}\""))}");

    /// <summary>A value that must not be there.</summary>
    public static FieldError Forbidden(string field, string rule) =>
        new(field, "FieldValueForbidden", $"Forbidden: {rule}");

    /// <summary>A value that stands there twice.</summary>
    public static FieldError Duplicate(string field, string? value) =>
        new(field, "FieldValueDuplicate", $"Duplicate value: \"{value}\"");

    /// <summary>A value that stands there twice.</summary>
    public static FieldError Duplicate(string field, JsonNode? value) =>
        new(field, "FieldValueDuplicate", $"Duplicate value: {Shown(value)}");

    /// <summary>A value that is not one of the known ones.</summary>
    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<JsonNode?> supported)
    {
        var texts = supported.Select(one => one is JsonValue text && text.GetValueKind() == JsonValueKind.String
            ? Shown(one)
            : JsonSerializer.Serialize(one?.ToJsonString() ?? "null"));
        return new FieldError(
            field,
            "FieldValueNotSupported",
            $"Unsupported value: {Shown(value)}: supported values: {string.Join(", ", texts)}");
    }

    /// <summary>A value of another type or format than the schema of a definition names.</summary>
    public static FieldError WrongType(string field, string expected, JsonNode? value)
    {
        // Text is shown as data once more at the end; other values are not.
        var data = value?.GetValueKind() == JsonValueKind.String ? $": {Shown(value)}" : string.Empty;
        return new FieldError(
            field,
            "FieldValueTypeInvalid",
            $"Invalid value: {Shown(value)}: {field} in body must be of type {expected}{data}");
    }

    /// <summary>A text over its limit; it is not repeated.</summary>
    public static FieldError TooLong(string field, long limit) =>
        new(field, "FieldValueTooLong", $"Too long: may not be more than {limit} {(limit == 1 ? "byte" : "bytes")}");

    /// <summary>A list or map over its limit.</summary>
    public static FieldError TooMany(string field, long count, long limit) => new(
        field, "FieldValueTooMany", $"Too many: {count}: must have at most {limit} {(limit == 1 ? "item" : "items")}");

    /// <summary>Shows a value as messages do: text in quotes, all else as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Shown(JsonNode? value) => value?.ToJsonString(Plain) ?? "\"null\"";
}
