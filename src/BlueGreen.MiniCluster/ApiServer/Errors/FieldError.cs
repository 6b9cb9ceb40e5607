namespace BlueGreen.MiniCluster.ApiServer.Errors;

/// <summary>One field that validation refused; becomes one cause of a 422.</summary>
/// <param name="Field">Path of the field, such as <c>spec.selector</c>.</param>
/// <param name="Reason">Machine-readable reason, such as <c>FieldValueInvalid</c>.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record FieldError(string Field, string Reason, string Message)
{
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
}
