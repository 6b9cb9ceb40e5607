using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Substituting;

/// <summary>
/// Refuses values that bring structure into a manifest, and names the variable without showing its value.
/// </summary>
/// <remarks>
/// Numbered map: (1) the shape as the author meant it, with a harmless placeholder for each reference, (2) the shape
/// with the values, (3) where they differ, each reference alone, until the guilty ones are found.
/// </remarks>
internal sealed class ShapeCheck
{
    private const int MaxSuspects = 200;
    private const string Emptied = "nothing is left of the value after substitution, so it is null.";

    private static readonly SearchValues<char> Indicators = SearchValues.Create("&*!|>%@`-?\\");

    private readonly ManifestText _file;
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly ImmutableArray<VariableUse> _uses;
    private readonly string _prefix;
    private readonly Regex _placeholders;

    private ShapeCheck(ManifestText file, IReadOnlyDictionary<string, string> values)
    {
        _file = file;
        _values = values;
        _uses = Substitution.FindUses(file.Text);
        _prefix = "placeholder";
        while (file.Text.Contains(_prefix, StringComparison.Ordinal))
        {
            _prefix += "x";
        }

        _placeholders = new Regex(
            $"{_prefix}(?<index>[0-9]+)z",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5));
    }

    /// <summary>Checks one file.</summary>
    /// <param name="file">The file before substitution.</param>
    /// <param name="values">The values.</param>
    /// <param name="problems">Takes YAML faults of the file, and the guilty references.</param>
    /// <returns>Warnings about values that left nothing.</returns>
    public static IEnumerable<string> Run(
        ManifestText file, IReadOnlyDictionary<string, string> values, InputProblems problems) =>
        new ShapeCheck(file, values).Run(problems);

    private List<string> Run(InputProblems problems)
    {
        // (1)
        var faults = new InputProblems();
        if (YamlReader.Read(Render(_ => false), _file.Name, YamlLimits.Manifest, faults) is not { } before)
        {
            faults.CopyTo(problems, string.Empty);
            return [];
        }

        // (2)
        var shape = new YamlShape(text => Expand(text, _ => true));
        if (Compare(before, shape, _ => true, faults.Count))
        {
            return [.. shape.Emptied.Select(each => $"{each.At}: {Emptied}")];
        }

        // (3)
        var guilty = Enumerable.Range(0, Math.Min(_uses.Length, MaxSuspects))
            .Where(index => IsGuilty(before, index, faults.Count))
            .ToList();
        foreach (var use in guilty.Select(index => _uses[index]))
        {
            problems.Add(
                new(_file.Name, use.Line, use.Column),
                $"the value of {use.Name} {Describe(ValueOf(use))} and would change the structure of the YAML");
        }

        if (guilty.Count == 0)
        {
            var names = string.Join(", ", _uses.Select(use => use.Name).Distinct(StringComparer.Ordinal));
            problems.Add(new(_file.Name), $"the values of {names} together would change the structure of the YAML");
        }

        return [];
    }

    private bool IsGuilty(IReadOnlyList<YamlNode> before, int index, int knownFaults) =>
        !Compare(
            before, new YamlShape(text => Expand(text, each => each == index)), each => each == index, knownFaults);

    // Faults the file has anyway, such as a key that is there twice, are not the values' doing.
    private bool Compare(IReadOnlyList<YamlNode> before, YamlShape shape, Func<int, bool> isReal, int knownFaults)
    {
        var faults = new InputProblems();
        var after = YamlReader.Read(Render(isReal), _file.Name, YamlLimits.Manifest, faults);
        return after is not null && faults.Count <= knownFaults && shape.IsSame(before, after);
    }

    private string Render(Func<int, bool> isReal)
    {
        var index = -1;
        return Substitution.Render(
            _file.Text,
            use => isReal(++index)
                ? ValueOf(use)
                : string.Create(CultureInfo.InvariantCulture, $"{_prefix}{index}z")).Text;
    }

    private string Expand(string text, Func<int, bool> isReal) => _placeholders.Replace(text, match =>
    {
        var index = int.Parse(match.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
        return isReal(index) ? ValueOf(_uses[index]) : match.Value;
    });

    private string ValueOf(VariableUse use) => _values.GetValueOrDefault(use.Name) ?? string.Empty;

    private static string Describe(string value)
    {
        string[] found =
        [
            .. value.AsSpan().ContainsAny('\n', '\r') ? ["a line break"] : Array.Empty<string>(),
            .. value.Contains('\t', StringComparison.Ordinal) ? ["a tab"] : Array.Empty<string>(),
            .. (value + " ").Contains(": ", StringComparison.Ordinal) ? ["a colon"] : Array.Empty<string>(),
            .. value.Contains('#', StringComparison.Ordinal) ? ["a #"] : Array.Empty<string>(),
            .. value.AsSpan().ContainsAny('"', '\'') ? ["a quote"] : Array.Empty<string>(),
            .. value.AsSpan().ContainsAny("{}[],") ? ["a bracket or comma"] : Array.Empty<string>(),
            .. value.AsSpan().ContainsAny(Indicators) ? ["a character with a meaning in YAML"] : Array.Empty<string>(),
        ];
        return found.Length == 0 ? "does not stay one value" : $"holds {string.Join(", ", found)}";
    }
}
