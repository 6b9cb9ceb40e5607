using YamlDotNet.RepresentationModel;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>A mapping of a kubeconfig file that knows where it stands, so that every complaint names file and
/// line.</summary>
/// <param name="file">The file it stands in; relative paths count from that file's folder.</param>
/// <param name="label">What the mapping is, for messages, such as <c>user 'ci'</c>.</param>
/// <param name="mapping">The mapping.</param>
internal sealed class KubeConfigNode(string file, string label, YamlMappingNode mapping)
{
    private static readonly string[] TrueWords = ["true", "True", "TRUE"];
    private static readonly string[] FalseWords = ["false", "False", "FALSE"];

    public string File => file;

    public string Label => label;

    public bool IsEmpty => mapping.Children.Count == 0;

    /// <summary>Reads a text; an empty one counts as absent, as kubectl has it.</summary>
    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => IsNull(scalar) || scalar.Value is null or "" ? null : scalar.Value,
        var other => throw Wrong(other, key, "a text"),
    };

    /// <summary>Reads a yes or no; absent is no.</summary>
    public bool Flag(string key) => Find(key) switch
    {
        null => false,
        YamlScalarNode scalar when IsNull(scalar) || FalseWords.Contains(scalar.Value, StringComparer.Ordinal) => false,
        YamlScalarNode scalar when TrueWords.Contains(scalar.Value, StringComparer.Ordinal) => true,
        var other => throw Wrong(other, key, "true or false"),
    };

    /// <summary>Reads a mapping, or null.</summary>
    public KubeConfigNode? Mapping(string key, string childLabel) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar when IsNull(scalar) => null,
        YamlMappingNode child => new KubeConfigNode(file, childLabel, child),
        var other => throw Wrong(other, key, "a mapping"),
    };

    /// <summary>Reads a list of texts; absent is empty.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        [.. Items(key).Select(item => item is YamlScalarNode scalar
            ? scalar.Value ?? ""
            : throw Wrong(item, key, "a list of texts"))];

    /// <summary>Reads a list of mappings; absent is empty.</summary>
    public IReadOnlyList<KubeConfigNode> Mappings(string key, string childLabel) =>
        [.. Items(key).Select(item => item is YamlMappingNode m
            ? new KubeConfigNode(file, childLabel, m)
            : throw Wrong(item, key, "a list of mappings"))];

    /// <summary>Reads the keys of this mapping.</summary>
    public IReadOnlyList<string> Keys() =>
        [.. mapping.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? "")];

    /// <summary>Reads a path; a relative one counts from the file's folder.</summary>
    public string? PathOf(string key) => Text(key) is { } path
        ? Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/")
        : null;

    /// <summary>Makes the exception for an entry that cannot be used.</summary>
    public KubeConfigException Fault(string what, string remedy, Exception? cause = null) =>
        new($"In {file}, {label} (line {mapping.Start.Line}) {what}.", remedy, cause);

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && scalar.Value is null or "" or "null" or "~";

    private IEnumerable<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlScalarNode scalar when IsNull(scalar) => [],
        YamlSequenceNode list => list.Children,
        var other => throw Wrong(other, key, "a list"),
    };

    private YamlNode? Find(string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private KubeConfigException Wrong(YamlNode node, string key, string expected)
    {
        var owner = label.Length == 0 ? "" : $" of {label}";
        return new KubeConfigException(
            $"In {file}, line {node.Start.Line}: '{key}'{owner} should be {expected}.", "Repair the file.");
    }
}
