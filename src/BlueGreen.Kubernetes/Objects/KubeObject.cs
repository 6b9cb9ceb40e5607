using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Objects;

/// <summary>Reads the part that all objects have in common, without trusting that it is there or well formed.</summary>
public static class KubeObject
{
    /// <summary>Reads the object's name.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The name, or null.</returns>
    public static string? NameOf(JsonObject item) => Text(item, "metadata", "name");

    /// <summary>Reads the object's namespace.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The namespace, or null.</returns>
    public static string? NamespaceOf(JsonObject item) => Text(item, "metadata", "namespace");

    /// <summary>Reads the version of the object's content.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The version, or null for an object that was not read from a server.</returns>
    public static string? ResourceVersionOf(JsonObject item) => Text(item, "metadata", "resourceVersion");

    /// <summary>Reads the object's identity, which no later object of the same name shares.</summary>
    /// <param name="item">The object.</param>
    /// <returns>The uid, or null.</returns>
    public static string? UidOf(JsonObject item) => Text(item, "metadata", "uid");

    /// <summary>Reads one label.</summary>
    /// <param name="item">The object.</param>
    /// <param name="key">The label's key.</param>
    /// <returns>Its value, or null.</returns>
    public static string? Label(JsonObject item, string key) => Text(item, "metadata", "labels", key);

    /// <summary>Reads one annotation.</summary>
    /// <param name="item">The object.</param>
    /// <param name="key">The annotation's key.</param>
    /// <returns>Its value, or null.</returns>
    public static string? Annotation(JsonObject item, string key) => Text(item, "metadata", "annotations", key);

    /// <summary>Reads a text at a path of keys.</summary>
    /// <param name="item">The object.</param>
    /// <param name="path">The keys, from the outside in.</param>
    /// <returns>The text; null when a key is missing or something other than a text stands there.</returns>
    public static string? Text(JsonObject item, params ReadOnlySpan<string> path)
    {
        JsonNode? node = item;
        foreach (var key in path)
        {
            node = (node as JsonObject)?[key];
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
