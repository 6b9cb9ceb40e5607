using BlueGreen.Options;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Reads the YAML of a pipeline file.</summary>
internal static class PipelineText
{
    /// <summary>Reads it.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">What it holds. Windows line ends are taken.</param>
    /// <param name="findings">Takes what is wrong.</param>
    /// <returns>The one mapping that it is, or null: then the findings say why.</returns>
    public static YamlMapping? Read(string name, string text, Findings findings)
    {
        var problems = new InputProblems();
        var documents = YamlReader.Read(text, name, YamlLimits.Pipeline, problems);
        foreach (var (at, problem) in problems.All)
        {
            findings.Refuse(at, "yaml", $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.", "Write valid YAML.");
        }

        if (documents is null)
        {
            return null;
        }

        if (documents is [_, { } second, ..])
        {
            findings.Refuse(
                second.At, "yaml", "A second document begins here.", "Give each pipeline a file of its own.");
            return null;
        }

        if (documents is [YamlMapping mapping])
        {
            return mapping;
        }

        findings.Refuse(
            documents is [var other] ? other.At : new SourcePosition(name, 1, 1),
            "yaml",
            documents is [var node] ? $"The file is {node.Kind}, not a mapping." : "The file is empty.",
            "Write a pipeline into it, or remove it.");
        return null;
    }
}
