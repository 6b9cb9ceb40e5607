using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace BlueGreen.Frosting.Tests.Ci.Examples;

/// <summary>The examples of docs/ci, and small ways to look into them.</summary>
internal static class ExampleFile
{
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), "docs", "ci", path));

    /// <summary>Parses YAML strictly: a key written twice is an error.</summary>
    public static YamlNodeView ReadYaml(string path)
    {
        var parser = new MergingParser(new Parser(new StringReader(Read(path))));
        return new YamlNodeView(new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize(parser));
    }

    /// <summary>A condition such as <c>/^v.+-(blue|green)$/</c>; unanchored, as these systems search.</summary>
    public static Func<string, bool> Pattern(string regex)
    {
        var inner = regex[(regex.IndexOf('/', StringComparison.Ordinal) + 1)..regex.LastIndexOf('/')];
        return tag => Regex.IsMatch(tag, inner, RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    /// <summary>Globs in which <c>*</c> stands for anything.</summary>
    public static Func<string, bool> Globs(IEnumerable<string> globs)
    {
        var patterns = globs.Select(glob => $"^{Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal)}$")
            .ToList();
        return tag => patterns.Exists(
            pattern => Regex.IsMatch(tag, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    /// <summary>Finds what stands between the braces that follow a text.</summary>
    public static string Block(string text, string head)
    {
        var begin = text.IndexOf(head, StringComparison.Ordinal);
        if (begin < 0)
        {
            return string.Empty;
        }

        var open = text.IndexOf('{', begin);
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return text[(open + 1)..at];
            }
        }

        throw new FormatException($"The brace behind '{head}' is never closed.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
    }
}
