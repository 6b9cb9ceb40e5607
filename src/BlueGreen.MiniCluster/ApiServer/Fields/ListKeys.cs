using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Finds items of an applied configuration that cannot be told apart: whose would they be?</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy"/>
internal static class ListKeys
{
    /// <summary>Finds the first such item.</summary>
    /// <param name="value">The configuration.</param>
    /// <param name="schema">Its schema; the types of all values fit it.</param>
    /// <returns>Where it is and what is wrong, or null.</returns>
    public static string? FindError(JsonNode? value, FieldSchema schema) => FindError(value, schema, string.Empty);

    private static string? FindError(JsonNode? value, FieldSchema schema, string path) => value switch
    {
        JsonObject map => map
            .Select(field => FindError(field.Value, schema.Field(field.Key), $"{path}.{field.Key}"))
            .FirstOrDefault(error => error is not null),
        JsonArray list => FindKeyError(list, schema, path) ?? list
            .Select((item, index) => FindError(item, schema.Element ?? FieldSchema.Any, $"{path}[{index}]"))
            .FirstOrDefault(error => error is not null),
        _ => null,
    };

    private static string? FindKeyError(JsonArray list, FieldSchema schema, string path)
    {
        if (schema is not { Shape: FieldShape.List, List: not ListRelation.Atomic })
        {
            return null;
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, index) in list.Select((item, index) => (item, index)))
        {
            if (schema.List == ListRelation.Map && ListItems.MissingKey(item, schema) is { } missing)
            {
                return $"{path}: element {index}: associative list with keys has an element that omits key field " +
                    $"\"{missing}\" (and doesn't have default value)";
            }

            var name = ListItems.NameOf(item, schema);
            if (!known.Add(name))
            {
                return $"{path}: duplicate entries for key {FieldSetJson.ToText([name])}";
            }
        }

        return null;
    }
}
