using YamlDotNet.Core;

namespace BlueGreen.Options.Yaml;

/// <summary>Says what a YAML parser complains about in words that lead to the cause.</summary>
internal static class YamlFault
{
    /// <summary>Describes a syntax error as a clause.</summary>
    /// <param name="fault">What the parser threw.</param>
    /// <param name="text">The text it read.</param>
    public static string Describe(YamlException fault, string text)
    {
        if (IndentationOf(text, (int)fault.Start.Line).Contains('\t', StringComparison.Ordinal))
        {
            return "this is not valid YAML: the line is indented with a tab, YAML wants spaces";
        }

        var message = fault.InnerException is YamlException inner ? inner.Message : fault.Message;
        return $"this is not valid YAML: {char.ToLowerInvariant(message[0])}{message[1..].TrimEnd('.')}";
    }

    private static string IndentationOf(string text, int line)
    {
        var found = text.Split('\n').ElementAtOrDefault(line - 1) ?? string.Empty;
        return found[..^found.TrimStart().Length];
    }
}
