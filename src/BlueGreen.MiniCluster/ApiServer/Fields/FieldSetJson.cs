using System.Text;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Writes and reads field sets as <c>FieldsV1</c>, and paths as conflict messages show them.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/"/>
internal static class FieldSetJson
{
    private const int MaximumDepth = 64;

    /// <summary>Writes a set.</summary>
    /// <param name="set">The set.</param>
    /// <returns>Its <c>FieldsV1</c>.</returns>
    public static JsonObject Write(FieldSet set)
    {
        var json = new JsonObject();
        foreach (var (element, child) in set.Children.OrderBy(pair => Rank(pair.Key)))
        {
            var part = Write(child);
            if (child.IsMember && part.Count > 0)
            {
                part.Insert(0, ".", new JsonObject());
            }

            json[element] = part;
        }

        return json;
    }

    /// <summary>Reads a set; what is not <c>FieldsV1</c> is left out.</summary>
    /// <param name="json">The <c>FieldsV1</c>.</param>
    /// <returns>The set.</returns>
    public static FieldSet Read(JsonObject json) => Read(json, depth: 0);

    /// <summary>Writes a path as people read it, such as <c>.spec.containers[name="web"].image</c>.</summary>
    /// <param name="path">Path elements.</param>
    /// <returns>The text.</returns>
    public static string ToText(IEnumerable<string> path)
    {
        var text = new StringBuilder();
        foreach (var element in path)
        {
            var value = element[2..];
            _ = element[0] switch
            {
                'k' => text.Append('[').Append(KeyText(value)).Append(']'),
                'v' => text.Append("[=").Append(value).Append(']'),
                _ => text.Append('.').Append(value),
            };
        }

        return text.ToString();
    }

    private static FieldSet Read(JsonObject json, int depth)
    {
        var set = new FieldSet();
        foreach (var (element, node) in json)
        {
            if (string.Equals(element, ".", StringComparison.Ordinal))
            {
                set.IsMember = true;
            }
            else if (element.Length > 2 && element[1] == ':' && depth < MaximumDepth)
            {
                var child = node is JsonObject parts ? Read(parts, depth + 1) : new FieldSet();
                child.IsMember |= child.Children.Count == 0;
                set.Children[element] = child;
            }
        }

        return set;
    }

    private static string KeyText(string key) => JsonNode.Parse(key) is JsonObject fields
        ? string.Join(',', fields.Select(field => $"{field.Key}={field.Value?.ToJsonString() ?? "null"}"))
        : key;

    // Field names come before items, as the real server sorts them.
    private static int Rank(string element) => element[0] switch { 'f' => 0, 'v' => 1, _ => 2 };
}
