using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Init;

/// <summary>Looks into JSON of any shape, without trusting it to have the one it should.</summary>
internal static class Place
{
    /// <summary>Looks for a value.</summary>
    /// <param name="node">Where to begin.</param>
    /// <param name="path">Names of members, and numbers of items.</param>
    /// <returns>The value, or null.</returns>
    public static JsonNode? Find(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, CultureInfo.InvariantCulture, out var at) && at < items.Count =>
                    items[at],
                _ => null,
            };
        }

        return node;
    }
}
