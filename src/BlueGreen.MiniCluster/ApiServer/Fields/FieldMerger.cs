using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>
/// Lays an applied configuration over the live object, and takes out what a manager no longer applies.
/// </summary>
internal static class FieldMerger
{
    /// <summary>Merges; the configuration wins wherever it says something.</summary>
    /// <param name="live">The object as it is.</param>
    /// <param name="applied">What a manager applies.</param>
    /// <param name="schema">Schema of both.</param>
    /// <returns>A new object.</returns>
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, FieldSchema schema) => (live, applied) switch
    {
        (JsonObject was, JsonObject wanted) when !schema.IsAtomic => MergeMaps(was, wanted, schema),
        (JsonArray was, JsonArray wanted) when IsGranular(schema) => MergeLists(was, wanted, schema),
        _ => applied?.DeepClone(),
    };

    /// <summary>Removes fields.</summary>
    /// <param name="value">The object to change.</param>
    /// <param name="fields">What to remove.</param>
    /// <param name="schema">Schema of the object.</param>
    public static void Remove(JsonNode? value, FieldSet fields, FieldSchema schema)
    {
        foreach (var (element, child) in fields.Children)
        {
            if (value is JsonObject map && element.StartsWith("f:", StringComparison.Ordinal))
            {
                RemoveField(map, element[2..], child, schema);
            }
            else if (value is JsonArray list && IsGranular(schema))
            {
                RemoveItem(list, element, child, schema);
            }
        }
    }

    private static void RemoveField(JsonObject map, string name, FieldSet fields, FieldSchema schema)
    {
        if (fields.IsMember)
        {
            map.Remove(name);
        }
        else
        {
            Remove(map[name], fields, schema.Field(name));
        }
    }

    private static void RemoveItem(JsonArray list, string element, FieldSet fields, FieldSchema schema)
    {
        var named = ListItems.Named(list, schema).ToDictionary(StringComparer.Ordinal);
        if (!named.TryGetValue(element, out var item))
        {
            return;
        }

        if (fields.IsMember)
        {
            list.Remove(item);
        }
        else
        {
            Remove(item, fields, schema.Element!);
        }
    }

    private static bool IsGranular(FieldSchema schema) =>
        schema is { Shape: FieldShape.List, List: not ListRelation.Atomic };

    private static JsonObject MergeMaps(JsonObject live, JsonObject applied, FieldSchema schema)
    {
        var merged = live.DeepClone().AsObject();
        foreach (var (name, value) in applied)
        {
            merged[name] = Merge(live[name], value, schema.Field(name));
        }

        return merged;
    }

    // Items that only the live list has keep their place before what is applied behind them; where both have an item,
    // the configuration's order wins.
    private static JsonArray MergeLists(JsonArray live, JsonArray applied, FieldSchema schema)
    {
        var (left, right) = (ListItems.Named(live, schema), ListItems.Named(applied, schema));
        var byName = left.ToDictionary(StringComparer.Ordinal);
        var wanted = right.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var shared = new Queue<string>(right.Select(pair => pair.Key).Where(byName.ContainsKey));
        var merged = new JsonArray();
        for (int l = 0, r = 0; l < left.Count || r < right.Count;)
        {
            var isShared = l < left.Count && wanted.Contains(left[l].Key);
            var isInTurn = isShared && shared.TryPeek(out var next) && Same(next, left[l].Key);
            if (l < left.Count && !isInTurn)
            {
                AddUnless(wanted, left[l++], merged);
                continue;
            }

            var (name, item) = right[r++];
            merged.Add(Merge(byName.GetValueOrDefault(name), item, schema.Element!));
            if (shared.TryPeek(out var first) && Same(first, name))
            {
                shared.Dequeue();
                l += isInTurn && Same(left[l].Key, name) ? 1 : 0;
            }
        }

        return merged;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);

    private static void AddUnless(HashSet<string> wanted, KeyValuePair<string, JsonNode?> item, JsonArray merged)
    {
        if (!wanted.Contains(item.Key))
        {
            merged.Add(item.Value?.DeepClone());
        }
    }
}
