using BlueGreen.Options;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Pipelines.Checking;

/// <summary>Reads the YAML of a pipeline file.</summary>
internal static class PipelineText
{
    private const string Why = "The CI system refuses the whole file, or reads something else than was meant.";

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
            findings.Refuse(at, PipelineRules.Yaml, Sentence(problem), Why, Instead(problem));
        }

        if (documents is null)
        {
            return null;
        }

        if (documents is [_, { } second, ..])
        {
            findings.Refuse(
                second.At, PipelineRules.Yaml, "A second document begins here.", Why, "Give it a file of its own.");
            return null;
        }

        if (documents is [YamlMapping mapping])
        {
            return mapping;
        }

        findings.Refuse(
            documents is [var other] ? other.At : new SourcePosition(name, 1, 1),
            PipelineRules.Yaml,
            documents is [YamlScalar { IsNull: true }] or [] ? "The file is empty."
                : $"The file is {documents[0].Kind}, not a mapping.",
            Why,
            "Write a pipeline into it, or remove it.");
        return null;
    }

    private static string Sentence(string problem) => $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.";

    private static string Instead(string problem) =>
        problem.Contains("'<<'", StringComparison.Ordinal)
            ? "Write the values out, or repeat a whole part with an anchor: &name and *name."
            : "Write YAML that can be read in one way only.";
}
