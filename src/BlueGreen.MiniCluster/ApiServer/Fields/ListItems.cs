using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Names the items of a list that are told apart by value or by fields.</summary>
internal static class ListItems
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Names each item by its path element; of items with one name the last counts.</summary>
    /// <param name="items">The list, or null for an empty one.</param>
    /// <param name="schema">How items are told apart.</param>
    /// <returns>Items in order.</returns>
    public static List<KeyValuePair<string, JsonNode?>> Named(JsonArray? items, FieldSchema schema)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in items ?? [])
        {
            named[NameOf(item, schema)] = item;
        }

        return [.. named];
    }

    /// <summary>Finds a field that an item needs to be told apart, and does not have.</summary>
    /// <param name="item">The item.</param>
    /// <param name="schema">How items are told apart.</param>
    /// <returns>The field, or null when the item has all of them.</returns>
    public static string? MissingKey(JsonNode? item, FieldSchema schema) => item is JsonObject fields
        ? schema.Keys.FirstOrDefault(name => KeyOf(fields, name, schema) is null)
        : null;

    /// <summary>Names an item by its path element.</summary>
    /// <param name="item">The item.</param>
    /// <param name="schema">How items are told apart.</param>
    /// <returns>The element, as <c>FieldsV1</c> has it.</returns>
    public static string NameOf(JsonNode? item, FieldSchema schema)
    {
        if (schema.List == ListRelation.Set || item is not JsonObject fields)
        {
            return "v:" + (item?.ToJsonString(Plain) ?? "null");
        }

        var key = new JsonObject();
        foreach (var name in schema.Keys.Order(StringComparer.Ordinal))
        {
            key[name] = KeyOf(fields, name, schema)?.DeepClone();
        }

        return "k:" + key.ToJsonString(Plain);
    }

    private static JsonNode? KeyOf(JsonObject fields, string name, FieldSchema schema) =>
        fields[name] ?? schema.Element?.Field(name).Default ?? DefaultOf(name);

    // The only key field of the built-in kinds that may be left out; definitions name their defaults.
    private static JsonValue? DefaultOf(string name) =>
        string.Equals(name, "protocol", StringComparison.Ordinal) ? JsonValue.Create("TCP") : null;
}
