using System.Globalization;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Pipelines.Structure;

/// <summary>Holds a file to a shape, and tells of everything that does not fit.</summary>
/// <param name="findings">Takes what does not fit.</param>
internal sealed class StructureCheck(Findings findings)
{
    /// <summary>The rule's name.</summary>
    public const string Rule = PipelineRules.Schema;

    /// <summary>Checks a piece.</summary>
    /// <param name="node">The piece.</param>
    /// <param name="shape">What it may look like.</param>
    /// <param name="path">Where it is, such as <c>blocks[0].task</c>; empty for the whole file.</param>
    public void Check(YamlNode node, Shape shape, string path)
    {
        switch (shape)
        {
            case MapShape map when node is YamlMapping mapping:
                CheckMap(mapping, map, path);
                break;
            case KeyedShape keyed when node is YamlMapping mapping:
                CheckMap(mapping, node.Get(keyed.Key) is null ? keyed.Without : keyed.With, path);
                break;
            case OpenMapShape open when node is YamlMapping mapping:
                CheckOpenMap(mapping, open, path);
                break;
            case ListShape list when node is YamlSequence sequence:
                CheckList(sequence, list, path);
                break;
            case EitherShape either when either.Choices.FirstOrDefault(choice => LooksLike(node, choice)) is { } chosen:
                Check(node, chosen, path);
                break;
            default:
                if (!LooksLike(node, shape) || !IsWithin(node, shape))
                {
                    Refuse(
                        node.At,
                        $"{Name(path)} is {Describe(node)}",
                        $"Give it {shape.Words}{Quotes(node, shape)}.");
                }

                break;
        }
    }

    private static bool LooksLike(YamlNode node, Shape shape) => shape switch
    {
        AnyShape => true,
        MapShape or OpenMapShape or KeyedShape => node is YamlMapping,
        ListShape => node is YamlSequence,
        EitherShape either => either.Choices.Any(choice => LooksLike(node, choice)),
        TextShape { TakesAnyScalar: true } => KindOf(node) is not (null or ScalarKind.Null),
        TextShape => KindOf(node) is ScalarKind.Text,
        WholeShape => KindOf(node) is ScalarKind.Whole,
        NumberShape => KindOf(node) is ScalarKind.Whole or ScalarKind.Fraction,
        NothingShape => KindOf(node) is ScalarKind.Null,
        _ => KindOf(node) is ScalarKind.Flag,
    };

    private static bool IsWithin(YamlNode node, Shape shape) => (shape, node) switch
    {
        (TextShape text, YamlScalar scalar) =>
            (text.MayBeEmpty || scalar.Value.Length > 0)
            && text.Pattern?.Takes(scalar.Value) is not false
            && (text.Choices.IsEmpty || text.Choices.Contains(scalar.Value, StringComparer.Ordinal)),
        (WholeShape whole, YamlScalar scalar) =>
            int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= whole.Min && number <= whole.Max,
        _ => true,
    };

    private static ScalarKind? KindOf(YamlNode node) => node is YamlScalar scalar ? CoreScalar.KindOf(scalar) : null;

    private void CheckMap(YamlMapping mapping, MapShape shape, string path)
    {
        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Value;
            if (shape.Fields.TryGetValue(key, out var field))
            {
                Check(entry.Value, field, Join(path, key));
            }
            else
            {
                Refuse(
                    entry.Key.At,
                    $"{Name(path)} has the key '{key}', which is not known there",
                    $"Known are {string.Join(", ", shape.Fields.Keys.Order(StringComparer.Ordinal))}"
                    + $"{NearestName.Hint(key, shape.Fields.Keys)}.");
            }
        }

        var keys = mapping.Entries.Select(entry => entry.Key.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var missing in shape.Required.Where(name => !keys.Contains(name)))
        {
            Refuse(mapping.At, $"{Name(path)} lacks '{missing}'", $"Add '{missing}'.");
        }

        foreach (var (key, needed) in shape.Needs.Where(need => keys.Contains(need.Key) && !keys.Contains(need.Needed)))
        {
            Refuse(mapping.At, $"{Name(path)} has '{key}' without '{needed}'", $"Add '{needed}', or take it out.");
        }

        CheckGroups(mapping.At, shape, keys, path);
    }

    private void CheckOpenMap(YamlMapping mapping, OpenMapShape shape, string path)
    {
        if (mapping.Entries.Length < shape.Min)
        {
            Refuse(mapping.At, $"{Name(path)} is empty", $"Give it at least {shape.Min}.");
        }

        foreach (var entry in mapping.Entries)
        {
            var key = entry.Key.Value;
            if (shape.Key?.Takes(key) is false)
            {
                Refuse(entry.Key.At, $"{Name(path)} has the key '{key}'", $"Make it {shape.Key.Words}.");
            }

            Check(entry.Value, shape.Fields.GetValueOrDefault(key, shape.Value), Join(path, key));
        }
    }

    private void CheckGroups(SourcePosition at, MapShape shape, HashSet<string> keys, string path)
    {
        foreach (var group in shape.ExactlyOne.Concat(shape.AtLeastOne).Where(group => !group.Any(keys.Contains)))
        {
            Refuse(at, $"{Name(path)} has none of {string.Join(", ", group)}", "Add one of them.");
        }

        foreach (var group in shape.ExactlyOne.Concat(shape.AtMostOne))
        {
            var there = group.Where(keys.Contains).ToList();
            if (there.Count > 1)
            {
                Refuse(at, $"{Name(path)} has {string.Join(" and ", there)}", "Keep one of them.");
            }
        }
    }

    private void CheckList(YamlSequence sequence, ListShape shape, string path)
    {
        if (sequence.Items.Length < shape.Min || sequence.Items.Length > shape.Max)
        {
            Refuse(sequence.At, $"{Name(path)} has {sequence.Items.Length} items", $"Give it {shape.Words}.");
        }

        for (var index = 0; index < sequence.Items.Length; index++)
        {
            Check(sequence.Items[index], shape.Item, $"{path}[{index}]");
        }
    }

    private void Refuse(SourcePosition at, string problem, string instead) =>
        findings.Refuse(at, Rule, $"{char.ToUpperInvariant(problem[0])}{problem[1..]}.", instead);

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalar { Value.Length: 0 } or YamlScalar { IsNull: true } => "empty",
        YamlScalar scalar => $"'{scalar.Value}', {Word(CoreScalar.KindOf(scalar))}",
        _ => node.Kind,
    };

    private static string Word(ScalarKind kind) => kind switch
    {
        ScalarKind.Text => "a text",
        ScalarKind.Flag => "a boolean",
        _ => "a number",
    };

    private static string Quotes(YamlNode node, Shape shape) =>
        shape is TextShape { Choices.IsEmpty: true }
        && KindOf(node) is ScalarKind.Flag or ScalarKind.Whole or ScalarKind.Fraction
            ? $": put quotes around it, '{((YamlScalar)node).Value}'"
            : string.Empty;

    private static string Name(string path) => path.Length == 0 ? "the file" : path;

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
