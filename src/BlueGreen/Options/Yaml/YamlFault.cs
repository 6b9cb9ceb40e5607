using YamlDotNet.Core;

namespace BlueGreen.Options.Yaml;

/// <summary>Says what a YAML parser complains about in words that lead to the cause.</summary>
internal static class YamlFault
{
    /// <summary>Reports a syntax error.</summary>
    /// <param name="fault">What the parser threw.</param>
    /// <param name="text">The text it read.</param>
    /// <param name="source">The name of the text.</param>
    /// <param name="problems">Takes the error.</param>
    public static void Report(YamlException fault, string text, string source, InputProblems problems)
    {
        if (FindTab(text, (int)fault.Start.Line, (int)fault.End.Line + 1) is { } line)
        {
            problems.Add(
                new(source, line, 1), "this is not valid YAML: the line is indented with a tab, YAML wants spaces");
            return;
        }

        var message = fault.InnerException is YamlException inner ? inner.Message : fault.Message;
        problems.Add(
            new(source, (int)fault.Start.Line, (int)fault.Start.Column),
            $"this is not valid YAML: {char.ToLowerInvariant(message[0])}{message[1..].TrimEnd('.')}");
    }

    // The parser notices a tab only where it finds no other reading, which may be the line before or the token before.
    private static int? FindTab(string text, int first, int last)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(first, 1); line <= last && line <= lines.Length; line++)
        {
            var found = lines[line - 1];
            if (found[..^found.TrimStart().Length].Contains('\t', StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }
}
