using BlueGreen.Options.Yaml;

namespace BlueGreen.Pipelines.Structure;

/// <summary>Finds pieces of a file that may have any shape: what is not there is empty.</summary>
internal static class YamlWalk
{
    /// <summary>Finds the value of a key.</summary>
    /// <param name="node">A mapping; anything else has no keys.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value, or null.</returns>
    public static YamlNode? Get(this YamlNode? node, string key) => node is YamlMapping mapping
        ? mapping.Entries.FirstOrDefault(entry => string.Equals(entry.Key.Value, key, StringComparison.Ordinal))?.Value
        : null;

    /// <summary>Finds the text of a key.</summary>
    /// <param name="node">A mapping.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value as written, or null where there is none or it has parts.</returns>
    public static string? Text(this YamlNode? node, string key) => (node.Get(key) as YamlScalar)?.Value;

    /// <summary>Lists the items of a list.</summary>
    /// <param name="node">A list; anything else has none.</param>
    /// <returns>The items.</returns>
    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequence list ? list.Items : [];

    /// <summary>Lists everything below a node, itself first.</summary>
    /// <param name="node">The node.</param>
    /// <returns>All nodes.</returns>
    public static IEnumerable<YamlNode> All(this YamlNode? node)
    {
        var open = new Stack<YamlNode>(node is null ? [] : [node]);
        while (open.TryPop(out var next))
        {
            yield return next;
            var inner = next switch
            {
                YamlMapping mapping => mapping.Entries.Select(entry => entry.Value),
                _ => next.Items(),
            };
            foreach (var each in inner.Reverse())
            {
                open.Push(each);
            }
        }
    }
}
