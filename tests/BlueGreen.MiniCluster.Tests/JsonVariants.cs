using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Tests;

/// <summary>Objects in which one field after the other has a value that nobody expects there.</summary>
internal static class JsonVariants
{
    /// <summary>Makes them.</summary>
    public static IEnumerable<(string Name, JsonObject Value)> Of(string json, params string[] values)
    {
        var whole = JsonNode.Parse(json)!.AsObject();
        foreach (var path in PathsOf(whole, []))
        {
            foreach (var value in values)
            {
                var odd = whole.DeepClone().AsObject();
                Set(odd, path, JsonNode.Parse(value));
                yield return ($"{string.Join('.', path)} = {value}", odd);
            }
        }
    }

    private static IEnumerable<object[]> PathsOf(JsonNode? node, object[] path)
    {
        var children = node switch
        {
            JsonObject map => map.Select(pair => (Step: (object)pair.Key, Node: pair.Value)),
            JsonArray list => list.Select((item, index) => (Step: (object)index, Node: item)),
            _ => [],
        };
        return children.SelectMany(child =>
            PathsOf(child.Node, [.. path, child.Step]).Prepend([.. path, child.Step]));
    }

    private static void Set(JsonNode root, object[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate(root, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (path[^1] is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)path[^1]] = value;
        }
    }
}
