using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Ports;
using BlueGreen.Routers.Istio;
using BlueGreen.Secrets;

namespace BlueGreen.Routers.Cluster;

/// <summary>Shows what a write would change, as lines with + and -. Pure.</summary>
internal static class ObjectDiff
{
    private const string Hidden = "***";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Compares an object with what the server says it would become.</summary>
    /// <param name="current">The object now, or null.</param>
    /// <param name="outcome">The object after a dry run of the write.</param>
    /// <param name="mask">Hides secrets.</param>
    /// <returns>The change, or null when there is none.</returns>
    public static ObjectChange? Between(JsonObject? current, JsonObject outcome, Func<string, string> mask)
    {
        var was = current is null ? null : VirtualServiceWriter.Restate(current);
        var becomes = VirtualServiceWriter.Restate(outcome);
        if (JsonNode.DeepEquals(was, becomes))
        {
            return null;
        }

        // What differs is decided before anything is hidden: a new password is a change, though it is not shown.
        var lines = LineDiff.Of(was is null ? [] : Lines(was), Lines(becomes));
        return new ObjectChange(
            ClusterGate.Describe(outcome),
            was is null ? "create" : "change",
            lines.Count == 0 ? "(a secret value, which is not shown)" : mask(string.Join('\n', lines)));
    }

    private static string[] Lines(JsonObject value)
    {
        Redact(value, value["kind"] is JsonValue kind && kind.TryGetValue<string>(out var name) && name is "Secret");
        return JsonSerializer.Serialize(Sorted(value), Indented).Split('\n');
    }

    /// <summary>
    /// Secret values are never shown: all of a Secret's, and those of variables whose name says what they are. The
    /// masker knows only the new ones; what is on the cluster may be older.
    /// </summary>
    private static void Redact(JsonNode? node, bool isSecret)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Redact(item, isSecret: false);
            }
        }

        if (node is not JsonObject members)
        {
            return;
        }

        if (members["value"] is JsonValue && KubeObject.Text(members, "name") is { } name
            && SecretMasker.IsSecretName(name))
        {
            members["value"] = Hidden;
        }

        foreach (var (key, child) in members.ToList())
        {
            if (isSecret && key is "data" or "stringData")
            {
                members[key] = Hide(child);
            }
            else
            {
                Redact(child, isSecret: false);
            }
        }
    }

    private static JsonNode Hide(JsonNode? values) => values is JsonObject members
        ? new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Hidden)))
        : Hidden;

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
