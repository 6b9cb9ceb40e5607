using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>
/// Reads objects that anybody may have written: what is missing or of another type reads as null, never as a crash.
/// </summary>
internal static class JsonReading
{
    /// <summary>Goes down a path of names.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>What is there, or null.</returns>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>Reads a string.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The string, or null.</returns>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Reads a whole number.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The number, or null.</returns>
    public static int? Number(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) switch
    {
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<long>(out var number) =>
            (int)Math.Clamp(number, int.MinValue, int.MaxValue),
        _ => null,
    };

    /// <summary>Reads a truth value; what is not there is false.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The value.</returns>
    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path)?.GetValueKind() == JsonValueKind.True;

    /// <summary>Reads the objects of a list.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The objects; none when there is no list.</returns>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>Reads the strings of a list.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The strings; none when there is no list.</returns>
    public static IReadOnlyList<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray)?.Select(item => item.Text()).OfType<string>().ToList() ?? [];

    /// <summary>Reads a mapping of strings.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The pairs; none when there is no mapping.</returns>
    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonObject)?
            .Where(pair => pair.Value.Text() is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Text()!, StringComparer.Ordinal)
        ?? new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Goes down a path of names and makes the objects that are missing.</summary>
    /// <param name="node">Where to begin; changed.</param>
    /// <param name="path">Names, one a level.</param>
    /// <returns>The object at the end.</returns>
    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject child)
            {
                node[name] = child = [];
            }

            node = child;
        }

        return node;
    }
}
