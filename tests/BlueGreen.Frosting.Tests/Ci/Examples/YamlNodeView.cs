namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>A part of a YAML document: what is missing is empty, not an error.</summary>
internal sealed class YamlNodeView(object? node)
{
    public string? Text => node as string;

    public IEnumerable<string> Keys => node is Dictionary<object, object?> map ? map.Keys.Cast<string>() : [];

    /// <summary>Gets the parts of a list; a text stands for a list of one.</summary>
    public IEnumerable<YamlNodeView> Items => node switch
    {
        List<object?> list => list.Select(item => new YamlNodeView(item)),
        string => [this],
        _ => [],
    };

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text).OfType<string>()];

    public bool IsThere => node is not null;

    public YamlNodeView this[string key] =>
        new(node is Dictionary<object, object?> map && map.TryGetValue(key, out var value) ? value : null);
}
