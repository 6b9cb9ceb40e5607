using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Json;

/// <summary>
/// Reads values out of objects that clients sent: a wrong type reads as absent, never as an exception.
/// </summary>
internal static class JsonReading
{
    /// <summary>Walks down by property names.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The node there, or null.</returns>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject parent && parent.TryGetPropertyValue(name, out var child) ? child : null;
        }

        return node;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The string, or null when there is none.</returns>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The number, or null when there is none.</returns>
    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is not JsonValue value ? null
        : value.TryGetValue<long>(out var wide) ? wide
        : value.TryGetValue<int>(out var narrow) ? narrow
        : null;

    /// <summary>Reads a number.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The number, or null when there is none.</returns>
    public static double? Fraction(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            ? double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Reads a truth value.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>Whether it is there and true.</returns>
    public static bool IsTrue(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path)?.GetValueKind() == JsonValueKind.True;

    /// <summary>Reads a list; a missing one is empty.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The items that are objects.</returns>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.OfType<JsonObject>() : [];

    /// <summary>Reads a list of strings; a missing one is empty.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The items that are strings.</returns>
    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonArray items ? items.Select(item => item.Text()).OfType<string>() : [];

    /// <summary>Reads a map of strings, such as labels; a missing one is empty.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Property names.</param>
    /// <returns>The entries.</returns>
    public static Dictionary<string, string> Map(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonObject map
            ? map.ToDictionary(entry => entry.Key, entry => entry.Value.Text() ?? string.Empty, StringComparer.Ordinal)
            : [];

    /// <summary>Gets an object property, adding it when it is missing or of another type.</summary>
    /// <param name="parent">The object to look in.</param>
    /// <param name="name">Property name.</param>
    /// <returns>The property's object.</returns>
    public static JsonObject Child(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }

    /// <summary>Sets a property unless it has a value.</summary>
    /// <param name="parent">The object to change.</param>
    /// <param name="name">Property name.</param>
    /// <param name="value">The value to set.</param>
    public static void Default(this JsonObject parent, string name, JsonNode? value)
    {
        if (parent[name] is null)
        {
            parent[name] = value;
        }
    }

    /// <summary>Copies an object.</summary>
    /// <param name="source">What to copy.</param>
    /// <returns>A deep copy.</returns>
    public static JsonObject Copy(this JsonObject source) => source.DeepClone().AsObject();

    /// <summary>Drops many fields at once, for dropping them one by one takes the square of their number.</summary>
    /// <param name="map">The object to change.</param>
    /// <param name="names">The fields.</param>
    public static void Drop(this JsonObject map, IReadOnlySet<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        var kept = map.Where(field => !names.Contains(field.Key)).ToList();
        map.Clear();
        foreach (var (name, value) in kept)
        {
            map.Add(name, value);
        }
    }
}
