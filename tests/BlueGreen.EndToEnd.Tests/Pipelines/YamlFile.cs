using Xunit;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.EndToEnd.Tests.Pipelines;

/// <summary>
/// Reads pipeline files, and demands that the simulation knows every key: what it would leave out in silence, it would
/// not test.
/// </summary>
internal static class YamlFile
{
    /// <summary>Reads a file of one mapping.</summary>
    public static YamlMappingNode Read(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    /// <summary>Demands that a mapping has no other keys than these.</summary>
    public static YamlMappingNode Knows(this YamlNode node, params string[] keys)
    {
        var map = (YamlMappingNode)node;
        Assert.All(
            map.Children.Keys, key => Assert.Contains(((YamlScalarNode)key).Value!, keys, StringComparer.Ordinal));
        return map;
    }

    /// <summary>Finds the value of a key; null where there is none.</summary>
    public static YamlNode? Get(this YamlNode? node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    /// <summary>Finds the text of a key; null where there is none.</summary>
    public static string? Text(this YamlNode? node, string key) => node.Get(key) is { } found
        ? Assert.IsType<YamlScalarNode>(found).Value
        : null;

    /// <summary>Lists the items of a key; empty where there is none.</summary>
    public static IReadOnlyList<YamlNode> Items(this YamlNode? node, string key) => node.Get(key) is { } found
        ? [.. Assert.IsType<YamlSequenceNode>(found).Children]
        : [];

    /// <summary>Lists the texts of a key; empty where there is none.</summary>
    public static IReadOnlyList<string> Texts(this YamlNode? node, string key) =>
        [.. node.Items(key).Select(item => Assert.IsType<YamlScalarNode>(item).Value!)];

    /// <summary>Lists the keys and texts of a mapping below a key; empty where there is none.</summary>
    public static IReadOnlyList<(string Name, string Value)> Pairs(this YamlNode? node, string key) =>
        node.Get(key) is { } found
            ? [.. Assert.IsType<YamlMappingNode>(found).Children
                .Select(pair => (((YamlScalarNode)pair.Key).Value!, Assert.IsType<YamlScalarNode>(pair.Value).Value!))]
            : [];
}
