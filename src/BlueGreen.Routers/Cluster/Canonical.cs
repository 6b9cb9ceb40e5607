using System.Text;
using System.Text.Json.Nodes;

namespace BlueGreen.Routers.Cluster;

/// <summary>Writes JSON in one form only: members by name, no blanks. Equal objects give equal text.</summary>
internal static class Canonical
{
    /// <summary>Writes a node.</summary>
    /// <param name="node">The node, or null.</param>
    /// <param name="text">Takes the text.</param>
    public static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append('"').Append(name).Append("\":");
                    Write(value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }
}
