using System.Collections.Immutable;
using BlueGreen.Errors;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options;

/// <summary>Reads options from file, environment and arguments, and reports everything that is wrong at once.</summary>
/// <remarks>
/// Numbered map: (1) the file's values by key, (2) the environment over them, (3) the arguments over those, (4) each
/// value read by the type in <see cref="OptionTable"/>, (5) the options record and the rules between options.
/// </remarks>
public static class OptionsLoader
{
    private const string Problem = "The options cannot be used.";
    private const string Remedy = "Correct them and run again; docs/configuration.md lists every option.";
    private const string VariablesPrefix = "variables.";

    /// <summary>Loads and checks the options.</summary>
    /// <param name="input">Where they come from.</param>
    /// <returns>The options with the defaults filled in.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.Usage"/>: all problems, each with its place.</exception>
    public static LoadedOptions Load(OptionsInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var problems = new InputProblems();

        // (1) to (3)
        var inFile = ReadFile(input, problems);
        var nodes = inFile ?? new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        OverlayEnvironment(input, nodes, problems);
        OverlayArguments(input, nodes, problems);
        if (inFile is null)
        {
            // Nothing can be called missing in a file that could not be read.
            problems.ThrowIfAny(Problem, Remedy);
        }

        // (4)
        var whole = new SourcePosition(input.Path);
        var values = OptionValues.Read(OptionTable.All, nodes, whole, problems);
        var colors = NamedColorReader.Read(input, problems);

        // (5)
        OptionRules.Check(values, problems);
        problems.ThrowIfAny(Problem, Remedy);
        return new LoadedOptions(OptionsBuilder.Build(values) with { NamedColors = colors }, FindWarnings(input));
    }

    /// <summary>Reads the values by key; null when the file cannot be read, which the problems tell.</summary>
    private static Dictionary<string, YamlNode>? ReadFile(OptionsInput input, InputProblems problems)
    {
        var documents = input.YamlText is null
            ? []
            : YamlReader.Read(input.YamlText, input.Path, YamlLimits.Options, problems);
        switch (documents)
        {
            case [YamlMapping mapping]:
                return FileNodes.Collect(mapping, OptionTable.All, problems);
            case [YamlScalar { IsNull: true }] or []:
                return new Dictionary<string, YamlNode>(StringComparer.Ordinal);
            case null:
                return null;
            case [var other]:
                problems.Add(other.At, $"expected a mapping of options, found {other.Kind}");
                return null;
            default:
                problems.Add(documents[1].At, "expected one document, here begins a second one");
                return null;
        }
    }

    private static void OverlayEnvironment(
        OptionsInput input, Dictionary<string, YamlNode> nodes, InputProblems problems)
    {
        foreach (var option in OptionTable.All)
        {
            var name = option.EnvironmentName;
            if (input.Environment.GetValueOrDefault(name) is { Length: > 0 } text
                && option.Type.Parse(text, new SourcePosition(name), problems) is { } node)
            {
                nodes[option.Key] = node;
            }
        }
    }

    private static void OverlayArguments(OptionsInput input, Dictionary<string, YamlNode> nodes, InputProblems problems)
    {
        foreach (var (name, texts) in input.Arguments)
        {
            var at = new SourcePosition($"--{name}");
            if (FindOption(name) is { } option)
            {
                var isBareFlag = option.Type is Types.FlagType && texts is [""] or [];
                var text = isBareFlag ? "true" : ArgumentText(texts, at, problems);
                if (text is not null && option.Type.Parse(text, at, problems) is { } node)
                {
                    nodes[option.Key] = node;
                }
            }
            else if (name.StartsWith(VariablesPrefix, StringComparison.OrdinalIgnoreCase)
                && ArgumentText(texts, at, problems) is { } value)
            {
                var known = (nodes.GetValueOrDefault("variables") as YamlMapping)?.Entries ?? [];
                var variable = name[VariablesPrefix.Length..];
                var entry = new YamlEntry(new(at, variable, YamlStyle.Text), new YamlScalar(at, value, YamlStyle.Text));
                var others = known.Where(each => !string.Equals(each.Key.Value, variable, StringComparison.Ordinal));
                nodes["variables"] = new YamlMapping(at, [.. others, entry]);
            }
        }
    }

    private static OptionDefinition? FindOption(string name) =>
        OptionTable.All.FirstOrDefault(each => each.Key.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string? ArgumentText(IReadOnlyList<string> texts, SourcePosition at, InputProblems problems)
    {
        if (texts is [{ Length: > 0 } text])
        {
            return text;
        }

        problems.Add(at, texts.Count > 1 ? $"it is given {texts.Count} times" : $"it has no value; write {at}=value");
        return null;
    }

    private static ImmutableArray<string> FindWarnings(OptionsInput input)
    {
        var known = OptionTable.All.Select(each => each.EnvironmentName).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. input.Environment.Keys
                .Where(name =>
                    name.StartsWith(OptionTable.EnvironmentPrefix, StringComparison.Ordinal) && !known.Contains(name))
                .Order(StringComparer.Ordinal)
                .Select(name => $"The environment variable {name} sets no option{NearestName.Hint(name, known)}."),
        ];
    }
}
