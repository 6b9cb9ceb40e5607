using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.Kubernetes.Configuration;

/// <summary>One kubeconfig file as a tree whose entries know their file and line.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/"/>
internal static class KubeConfigFile
{
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxDepth = 64;

    /// <summary>Reads and parses a file.</summary>
    /// <param name="path">The file; it must exist.</param>
    /// <returns>The root of the file; an empty file has a root without entries.</returns>
    public static KubeConfigNode Read(string path)
    {
        var text = ReadText(path);
        try
        {
            CheckDepth(path, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            var root = stream.Documents.Count == 0 ? new YamlMappingNode() : stream.Documents[0].RootNode;
            return root switch
            {
                YamlMappingNode mapping => new KubeConfigNode(path, "", mapping),
                YamlScalarNode { Value: null or "" } => new KubeConfigNode(path, "", new YamlMappingNode()),
                _ => throw NotAKubeConfig(path, $"holds a {root.NodeType} instead of a mapping", null),
            };
        }
        catch (YamlException e)
        {
            throw NotAKubeConfig(path, $"is not valid YAML at line {e.Start.Line}, column {e.Start.Column}", e);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw NotAKubeConfig(path, $"is larger than {MaxBytes / 1024 / 1024} MiB", null);
            }

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException(
                $"The kubeconfig file {path} cannot be read: {e.Message}",
                "Check its path and permissions.",
                e);
        }
    }

    // The tree is built by recursion, so the depth of a hostile file is checked on the flat list of events first.
    private static void CheckDepth(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current is MappingStart or SequenceStart ? 1 : 0;
            depth -= parser.Current is MappingEnd or SequenceEnd ? 1 : 0;
            if (depth > MaxDepth)
            {
                throw NotAKubeConfig(path, $"is nested deeper than {MaxDepth} levels", null);
            }
        }
    }

    private static KubeConfigException NotAKubeConfig(string path, string what, Exception? cause) => new(
        $"The kubeconfig file {path} {what}.",
        "Repair the file, or name another one.",
        cause);
}
