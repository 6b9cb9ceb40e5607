using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Schemas;

namespace BlueGreen.MiniCluster.ApiServer.Patching;

/// <summary>Applies a strategic merge patch: lists that have a merge key are merged item by item.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/"/>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string OrderPrefix = "$setElementOrder/";
    private const string DeletePrefix = "$deleteFromPrimitiveList/";
    private const string RetainKeys = "$retainKeys";

    /// <summary>Applies a patch.</summary>
    /// <param name="target">What to patch.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="schema">Schema of the target.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="PatchException">It says a directive that there is none of.</exception>
    public static JsonObject Apply(JsonObject target, JsonObject patch, FieldSchema schema)
    {
        switch (patch[Directive])
        {
            case null:
                break;
            case not null when IsDirective(patch, "replace"):
                return Clean(patch);
            case not null when IsDirective(patch, "delete"):
                return [];
            case var directive when !IsDirective(patch, "merge"):
                throw new PatchException($"unknown patch type: {directive.ToJsonString()} in map");
        }

        var result = target.Copy();
        Retain(result, patch);
        foreach (var (name, value) in patch.Where(field => field.Key[0] != '$'))
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = ApplyField(result[name], value, schema.Field(name));
            }
        }

        foreach (var (name, value) in patch.Where(field => field.Key[0] == '$'))
        {
            ApplyListDirective(result, name, value as JsonArray ?? [], schema);
        }

        return result;
    }

    private static JsonNode ApplyField(JsonNode? live, JsonNode patch, FieldSchema schema) => patch switch
    {
        JsonObject part => Apply(live as JsonObject ?? [], part, schema),
        JsonArray items when schema.List == ListRelation.Map => ApplyItems(live as JsonArray ?? [], items, schema),
        JsonArray items when schema.List == ListRelation.Set => Union(live as JsonArray ?? [], items),
        _ => patch.DeepClone(),
    };

    private static JsonArray ApplyItems(JsonArray live, JsonArray patch, FieldSchema schema)
    {
        if (patch.Any(item => IsDirective(item, "replace")))
        {
            return [.. patch.Where(item => !IsDirective(item, "replace")).Select(item => item?.DeepClone())];
        }

        var key = schema.Keys[0];
        var result = live.Select(item => item?.DeepClone()).ToList();
        foreach (var item in patch.OfType<JsonObject>())
        {
            var index = result.FindIndex(old => JsonNode.DeepEquals(old.At(key), item[key]));
            if (IsDirective(item, "delete"))
            {
                result.RemoveAll(old => JsonNode.DeepEquals(old.At(key), item[key]));
            }
            else if (index >= 0)
            {
                result[index] = Apply(result[index] as JsonObject ?? [], item, schema.Element!);
            }
            else
            {
                result.Add(Apply([], item, schema.Element!));
            }
        }

        return [.. result];
    }

    private static JsonArray Union(JsonArray live, JsonArray patch)
    {
        var added = patch.Where(item => !live.Any(old => JsonNode.DeepEquals(old, item)));
        return [.. live.Concat(added).Select(item => item?.DeepClone())];
    }

    private static void ApplyListDirective(JsonObject result, string name, JsonArray values, FieldSchema schema)
    {
        if (name.StartsWith(DeletePrefix, StringComparison.Ordinal))
        {
            var field = name[DeletePrefix.Length..];
            var kept = (result[field] as JsonArray ?? [])
                .Where(old => !values.Any(gone => JsonNode.DeepEquals(old, gone)));
            result[field] = new JsonArray([.. kept.Select(item => item?.DeepClone())]);
        }
        else if (name.StartsWith(OrderPrefix, StringComparison.Ordinal))
        {
            var field = name[OrderPrefix.Length..];
            var keys = schema.Field(field).Keys;
            if (result[field] is JsonArray items)
            {
                result[field] = Ordered(items, values, keys.Count > 0 ? keys[0] : null);
            }
        }
    }

    // Items that the order does not name keep their place behind the item they followed.
    private static JsonArray Ordered(JsonArray items, JsonArray order, string? key)
    {
        JsonNode? KeyOf(JsonNode? item) => key is null ? item : item.At(key);
        var last = -1;
        var ranked = items.Select(item =>
        {
            var rank = order.ToList().FindIndex(wanted => JsonNode.DeepEquals(KeyOf(wanted), KeyOf(item)));
            last = rank < 0 ? last : rank;
            return (Item: item, Rank: last);
        }).ToList();
        return [.. ranked.OrderBy(pair => pair.Rank).Select(pair => pair.Item?.DeepClone())];
    }

    private static void Retain(JsonObject result, JsonObject patch)
    {
        if (patch[RetainKeys] is JsonArray)
        {
            var kept = patch.Texts(RetainKeys).ToHashSet(StringComparer.Ordinal);
            foreach (var name in result.Select(field => field.Key).Where(name => !kept.Contains(name)).ToList())
            {
                result.Remove(name);
            }
        }
    }

    private static bool IsDirective(JsonNode? node, string directive) =>
        string.Equals(node.Text(Directive), directive, StringComparison.Ordinal);

    private static JsonObject Clean(JsonObject patch)
    {
        var clean = patch.Copy();
        clean.Remove(Directive);
        return clean;
    }
}
