using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Lists the fields that an applied configuration names: what its manager wants to own.</summary>
internal static class FieldCollector
{
    /// <summary>Collects the fields of an object.</summary>
    /// <param name="value">The object.</param>
    /// <param name="schema">Its schema.</param>
    /// <returns>The set of its fields.</returns>
    public static FieldSet Collect(JsonObject value, FieldSchema schema)
    {
        var set = new FieldSet();
        CollectMap(value, schema, set);
        return set;
    }

    private static void CollectInto(JsonNode? value, FieldSchema schema, FieldSet at)
    {
        switch (value)
        {
            case JsonObject map when !schema.IsAtomic:
                at.IsMember |= map.Count == 0;
                CollectMap(map, schema, at);
                break;
            case JsonArray list when schema is { Shape: FieldShape.List, List: not ListRelation.Atomic }:
                at.IsMember |= list.Count == 0;
                CollectList(list, schema, at);
                break;
            default:
                at.IsMember = true;
                break;
        }
    }

    private static void CollectMap(JsonObject map, FieldSchema schema, FieldSet at)
    {
        foreach (var (name, value) in map)
        {
            var child = at.Children[$"f:{name}"] = new FieldSet();
            child.IsMember = schema.Shape == FieldShape.Map;
            CollectInto(value, schema.Field(name), child);
        }
    }

    private static void CollectList(JsonArray list, FieldSchema schema, FieldSet at)
    {
        foreach (var (element, item) in ListItems.Named(list, schema))
        {
            var child = at.Children[element] = new FieldSet { IsMember = true };
            if (item is JsonObject or JsonArray)
            {
                CollectInto(item, schema.Element!, child);
            }
        }
    }
}
