using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Leaves out what means the same as nothing, as the real server does when it writes its own types.</summary>
/// <remarks>
/// kubectl's <c>create</c> sends such fields and its <c>rollout undo</c> does not: a template would not be found again
/// among the older ones.
/// </remarks>
internal static class ZeroValues
{
    // Only fields that the real types have as plain values: a pointer to false or 0 says something.
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal)
    {
        "creationTimestamp", "generation", "hostIPC", "hostNetwork", "hostPID", "hostPort", "initialDelaySeconds",
        "minReadySeconds", "nodePort", "paused", "publishNotReadyAddresses", "stdin", "stdinOnce", "tty",
        "unschedulable",
    };

    /// <summary>Drops them.</summary>
    /// <param name="kind">Kind of the object; what is custom, and what defines it, is left as it is.</param>
    /// <param name="value">The object to change.</param>
    public static void Drop(ResourceKind kind, JsonObject value)
    {
        if (kind.Custom is null && kind.Group is not "apiextensions.k8s.io")
        {
            Drop(value["spec"]);
        }
    }

    private static void Drop(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Where(pair => IsNothing(pair.Key, pair.Value)).Select(p => p.Key).ToList())
                {
                    map.Remove(name);
                }

                foreach (var (_, child) in map)
                {
                    Drop(child);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Drop(item);
                }

                break;
            default:
                break;
        }
    }

    private static bool IsNothing(string name, JsonNode? value) => Plain.Contains(name) && (value is null
        || value.GetValueKind() == JsonValueKind.False
        || (value is JsonValue number && number.TryGetValue<long>(out var count) && count == 0));
}
