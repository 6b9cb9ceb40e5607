using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Checks lists: how long they are, what they hold, and that sets and maps have nothing twice.</summary>
internal static class ListCheck
{
    /// <summary>Checks one list.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="list">The list.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(ValuePlace place, JsonArray list, List<FieldError> errors)
    {
        var (schema, count) = (place.Schema, place.Schema.ItemCount);
        var before = LiveItems(place);
        for (var i = 0; i < list.Count && schema.Items is not null; i++)
        {
            var live = before.Count == 0 ? null : before.GetValueOrDefault(KeyOf(place, list[i]));
            ValueCheck.Walk(new ValuePlace($"{place.Path}[{i}]", schema.Items, live), list[i], errors);
        }

        if (list.Count > count.Maximum)
        {
            errors.Add(FieldError.TooMany(place.Path, list.Count, count.Maximum.Value));
        }

        if (list.Count < count.Minimum)
        {
            errors.Add(place.Broken(list.Count, $"should have at least {count.Minimum} items"));
        }

        if (schema.ListType is "set" or "map")
        {
            CheckUnique(place, list, errors);
        }
    }

    // Only items that have a name can be told to be the same as before.
    private static Dictionary<string, JsonNode?> LiveItems(ValuePlace place)
    {
        var items = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        if (place.Schema.ListType is "map" && place.Live is JsonArray live)
        {
            foreach (var item in live)
            {
                items.TryAdd(KeyOf(place, item), item);
            }
        }

        return items;
    }

    private static string KeyOf(ValuePlace place, JsonNode? item) => NameOf(place, item)?.ToJsonString() ?? "null";

    private static void CheckUnique(ValuePlace place, JsonArray list, List<FieldError> errors)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count && errors.Count < ValueCheck.MaximumErrors; i++)
        {
            if (place.Schema.ListType is "map" && list[i] is not (JsonObject or null))
            {
                errors.Add(new FieldError(
                    $"{place.Path}[{i}]",
                    "FieldValueInvalid",
                    $"Invalid value: {FieldError.Shown(list[i])}: must be an object for an array of list-type map"));
                return;
            }

            if (!seen.Add(KeyOf(place, list[i])))
            {
                errors.Add(FieldError.Duplicate($"{place.Path}[{i}]", NameOf(place, list[i])));
            }
        }
    }

    private static JsonNode? NameOf(ValuePlace place, JsonNode? item)
    {
        if (place.Schema.ListType is not "map")
        {
            return item;
        }

        var fields = item as JsonObject ?? [];
        var name = new JsonObject();
        foreach (var key in place.Schema.ListKeys.Where(fields.ContainsKey))
        {
            name[key] = fields[key]?.DeepClone();
        }

        return name;
    }
}
