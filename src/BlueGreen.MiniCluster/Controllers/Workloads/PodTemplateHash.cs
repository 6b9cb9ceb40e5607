using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Names a pod template by its content, so that the same template always finds the same replica set.</summary>
internal static class PodTemplateHash
{
    /// <summary>The label that carries it.</summary>
    public const string Label = "pod-template-hash";

    private const string SafeLetters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Hashes a template, whatever the order of its keys.</summary>
    /// <param name="template">The template.</param>
    /// <param name="collisions">How often another template had the same hash.</param>
    /// <returns>Up to ten letters that spell no word.</returns>
    public static string Of(JsonNode? template, int collisions)
    {
        var text = new StringBuilder();
        WriteOrdered(WithoutHash(template), text);
        text.Append(CultureInfo.InvariantCulture, $"|{collisions}");
        return Safe(Fnv(Encoding.UTF8.GetBytes(text.ToString())).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Compares templates as the controller means them: the hash label itself does not count.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether pods of both are the same.</returns>
    public static bool AreSame(JsonNode? left, JsonNode? right) =>
        JsonNode.DeepEquals(WithoutHash(left), WithoutHash(right));

    /// <summary>Replaces characters by letters and digits that spell no word.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>As many safe characters.</returns>
    public static string Safe(string text) => string.Concat(text.Select(c => SafeLetters[c % SafeLetters.Length]));

    /// <summary>Hashes bytes with FNV-1a, 32 bits.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The hash.</returns>
    /// <seealso href="https://datatracker.ietf.org/doc/html/draft-eastlake-fnv"/>
    public static uint Fnv(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261;
        foreach (var value in bytes)
        {
            hash = unchecked((hash ^ value) * 16777619);
        }

        return hash;
    }

    private static JsonNode? WithoutHash(JsonNode? template)
    {
        var copy = template?.DeepClone();
        if (copy.At("metadata") is JsonObject metadata)
        {
            (metadata["labels"] as JsonObject)?.Remove(Label);
            metadata.Remove("creationTimestamp");
        }

        return copy;
    }

    private static void WriteOrdered(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject value:
                foreach (var (name, child) in value.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.Append(JsonSerializer.Serialize(name)).Append(':');
                    WriteOrdered(child, text);
                    text.Append(',');
                }

                break;
            case JsonArray list:
                foreach (var child in list)
                {
                    WriteOrdered(child, text);
                    text.Append(';');
                }

                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
