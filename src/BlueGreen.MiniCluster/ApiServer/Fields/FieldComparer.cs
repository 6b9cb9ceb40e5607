using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Finds which fields a write added, changed and removed.</summary>
internal sealed class FieldComparer
{
    private readonly List<string> _path = [];

    private FieldComparer()
    {
    }

    /// <summary>Gets the fields that are new.</summary>
    public FieldSet Added { get; } = new();

    /// <summary>Gets the fields with another value.</summary>
    public FieldSet Modified { get; } = new();

    /// <summary>Gets the fields that are gone.</summary>
    public FieldSet Removed { get; } = new();

    /// <summary>Compares two states of an object.</summary>
    /// <param name="before">The state before; empty for a new object.</param>
    /// <param name="after">The state after.</param>
    /// <param name="schema">Schema of the object.</param>
    /// <returns>The differences.</returns>
    public static FieldComparer Compare(JsonObject before, JsonObject after, FieldSchema schema)
    {
        var comparer = new FieldComparer();
        comparer.CompareMaps(before, after, schema);
        return comparer;
    }

    private static bool IsGranularList(FieldSchema schema) =>
        schema is { Shape: FieldShape.List, List: not ListRelation.Atomic };

    private static bool IsAlwaysPresent(FieldSchema schema, string name) =>
        schema.Properties.TryGetValue(name, out var property) && property.IsAlwaysPresent;

    private static bool IsEmpty(JsonNode? node) => node is null or JsonObject { Count: 0 } or JsonArray { Count: 0 };

    private void CompareAt(string element, JsonNode? before, JsonNode? after, FieldSchema schema)
    {
        _path.Add(element);
        if (IsEmpty(before) && IsEmpty(after))
        {
            CompareLeaves(before, after);
        }
        else if (before is JsonObject or null && after is JsonObject or null && !schema.IsAtomic)
        {
            MarkPresence(before, after);
            CompareMaps(before as JsonObject, after as JsonObject, schema);
        }
        else if (before is JsonArray or null && after is JsonArray or null && IsGranularList(schema))
        {
            MarkPresence(before, after);
            CompareLists(before as JsonArray, after as JsonArray, schema);
        }
        else
        {
            CompareLeaves(before, after);
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private void CompareMaps(JsonObject? before, JsonObject? after, FieldSchema schema)
    {
        var next = (after ?? []).Select(field => field.Key);
        var names = (before ?? []).Select(field => field.Key).Union(next, StringComparer.Ordinal);
        foreach (var name in names)
        {
            var was = before?[name];
            var wanted = after?[name];
            if (was is null && wanted is not null && before is not null && IsAlwaysPresent(schema, name))
            {
                was = new JsonObject();
            }

            CompareAt($"f:{name}", was, wanted, schema.Field(name));
        }
    }

    private void CompareLists(JsonArray? before, JsonArray? after, FieldSchema schema)
    {
        var old = ListItems.Named(before, schema).ToDictionary(StringComparer.Ordinal);
        var now = ListItems.Named(after, schema).ToDictionary(StringComparer.Ordinal);
        foreach (var element in old.Keys.Union(now.Keys, StringComparer.Ordinal))
        {
            CompareAt(
                element, old.GetValueOrDefault(element), now.GetValueOrDefault(element), schema.Element!);
        }
    }

    private void MarkPresence(JsonNode? before, JsonNode? after)
    {
        if (before is null)
        {
            Added.Insert(_path);
        }
        else if (after is null)
        {
            Removed.Insert(_path);
        }
    }

    private void CompareLeaves(JsonNode? before, JsonNode? after)
    {
        MarkPresence(before, after);
        if (before is not null && after is not null && !JsonNode.DeepEquals(before, after))
        {
            Modified.Insert(_path);
        }
    }
}
