using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Gateway.Routing;

/// <summary>
/// Reads fields of objects that may have any shape: what is not of the expected type counts as not said.
/// </summary>
internal static class JsonReading
{
    /// <summary>Reads a field.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The field, or null.</returns>
    public static JsonNode? At(this JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>Reads a string.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The string, or null.</returns>
    public static string? Text(this JsonNode? node, string name) => TextOf(node.At(name));

    /// <summary>Reads a number.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The number, or null.</returns>
    public static double? Number(this JsonNode? node, string name) =>
        node.At(name) is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The number, or null when it is none or does not fit.</returns>
    public static int? Whole(this JsonNode? node, string name) =>
        node.Number(name) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : null;

    /// <summary>Reads a boolean.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>True only when the field is <c>true</c>.</returns>
    public static bool Flag(this JsonNode? node, string name) =>
        node.At(name) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>Reads a list of objects.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The objects in it, in order.</returns>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node, string name) =>
        node.At(name) is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>Reads a list of strings.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The strings in it, in order.</returns>
    public static IReadOnlyList<string> Texts(this JsonNode? node, string name) =>
        node.At(name) is JsonArray items ? [.. items.Select(TextOf).OfType<string>()] : [];

    /// <summary>Reads a map of strings.</summary>
    /// <param name="node">An object, or anything else.</param>
    /// <param name="name">The field.</param>
    /// <returns>The pairs whose value is a string.</returns>
    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, string name) =>
        (node.At(name) as JsonObject ?? [])
            .Where(pair => TextOf(pair.Value) is not null)
            .ToDictionary(pair => pair.Key, pair => TextOf(pair.Value)!, StringComparer.Ordinal);

    /// <summary>Compares labels with a selector.</summary>
    /// <param name="selector">What is asked for; empty asks for nothing.</param>
    /// <param name="labels">What is there.</param>
    /// <returns>Whether the labels hold every pair of the selector.</returns>
    public static bool IsSubsetOf(
        this IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.All(label =>
            labels.TryGetValue(label.Key, out var value) && value.Equals(label.Value, StringComparison.Ordinal));

    /// <summary>Reads the name of an object.</summary>
    /// <param name="item">The object.</param>
    /// <returns>Its name, or an empty string.</returns>
    public static string Name(this JsonObject item) => item["metadata"].Text("name") ?? "";

    /// <summary>Reads the namespace of an object.</summary>
    /// <param name="item">The object.</param>
    /// <returns>Its namespace, or <c>default</c>.</returns>
    public static string Namespace(this JsonObject item) => item["metadata"].Text("namespace") ?? "default";

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
