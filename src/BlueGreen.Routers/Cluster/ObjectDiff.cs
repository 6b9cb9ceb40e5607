using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Ports;
using BlueGreen.Routers.Istio;

namespace BlueGreen.Routers.Cluster;

/// <summary>Shows what a write would change, as lines with + and -. Pure.</summary>
internal static class ObjectDiff
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Compares an object with what the server says it would become.</summary>
    /// <param name="current">The object now, or null.</param>
    /// <param name="outcome">The object after a dry run of the write.</param>
    /// <param name="mask">Hides secrets.</param>
    /// <returns>The change, or null when there is none.</returns>
    public static ObjectChange? Between(JsonObject? current, JsonObject outcome, Func<string, string> mask)
    {
        var before = current is null ? [] : Lines(current);
        var after = Lines(outcome);
        return before.SequenceEqual(after, StringComparer.Ordinal)
            ? null
            : new ObjectChange(
                ClusterGate.Describe(outcome),
                current is null ? "create" : "change",
                mask(string.Join('\n', LineDiff.Of(before, after))));
    }

    private static string[] Lines(JsonObject value)
    {
        var copy = VirtualServiceWriter.Restate(value);
        Redact(copy);
        (copy["metadata"]?["annotations"] as JsonObject)?.Remove(LastApplied);
        return JsonSerializer.Serialize(Sorted(copy), Indented).Split('\n');
    }

    /// <summary>The values of a Secret are never shown, masked or not.</summary>
    private static void Redact(JsonObject value)
    {
        if (!string.Equals((string?)value["kind"], "Secret", StringComparison.Ordinal))
        {
            return;
        }

        foreach (var member in (string[])["data", "stringData"])
        {
            foreach (var name in (value[member] as JsonObject)?.Select(pair => pair.Key).ToList() ?? [])
            {
                value[member]![name] = "***";
            }
        }
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        null => null,
        _ => node.DeepClone(),
    };
}
