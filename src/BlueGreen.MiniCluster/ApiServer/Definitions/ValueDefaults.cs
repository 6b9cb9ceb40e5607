using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>Fills in the defaults of a definition, and drops nulls that stand for nothing.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/"/>
internal static class ValueDefaults
{
    /// <summary>Completes an object.</summary>
    /// <param name="schema">Its schema.</param>
    /// <param name="value">The object to change.</param>
    public static void Apply(ValueSchema schema, JsonObject value) => Complete(schema, value);

    private static void Complete(ValueSchema? schema, JsonNode? value)
    {
        if (schema is null)
        {
            return;
        }

        if (value is JsonArray list)
        {
            foreach (var item in list)
            {
                Complete(schema.Items, item);
            }
        }
        else if (value is JsonObject map)
        {
            CompleteMap(schema, map);
        }
    }

    private static void CompleteMap(ValueSchema schema, JsonObject map)
    {
        map.Drop(map
            .Where(field => field.Value is null && schema.Field(field.Key) is { IsNullable: false })
            .Select(field => field.Key)
            .ToHashSet(StringComparer.Ordinal));

        foreach (var (name, field) in schema.Properties)
        {
            if (field.HasDefault && !map.ContainsKey(name))
            {
                map[name] = field.Default?.DeepClone();
            }
        }

        foreach (var (name, value) in map)
        {
            Complete(schema.Field(name), value);
        }
    }
}
