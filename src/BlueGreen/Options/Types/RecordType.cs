using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>Mappings with keys of their own table, in a list or under free names.</summary>
/// <typeparam name="T">What each mapping becomes.</typeparam>
/// <param name="words">The plural of what one mapping is.</param>
/// <param name="table">The keys of one mapping.</param>
/// <param name="build">Makes the result of one mapping, or reports what is wrong and returns null.</param>
internal sealed class RecordType<T>(
    string words, ImmutableArray<OptionDefinition> table, Func<OptionValues, InputProblems, T?> build) : OptionType
    where T : class
{
    private const int MaxRecords = 100;

    /// <summary>Gets the keys of one mapping, for docs.</summary>
    public ImmutableArray<OptionDefinition> Table => table;

    /// <summary>Gets a value indicating whether the mappings stand under names instead of in a list.</summary>
    public bool IsNamed { get; init; }

    /// <inheritdoc/>
    public override string Words => IsNamed ? $"a mapping of names to {words}" : $"a list of {words}";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) => node switch
    {
        YamlMapping { Entries.Length: <= MaxRecords } mapping when IsNamed => ReadNamed(mapping, problems),
        YamlSequence { Items.Length: <= MaxRecords } list when !IsNamed => ReadList(list, problems),
        _ => Refuse(node, problems),
    };

    /// <inheritdoc/>
    public override JsonObject ToSchema()
    {
        var record = OptionsSchema.ToObject(table);
        return IsNamed
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = record }
            : new JsonObject { ["type"] = "array", ["maxItems"] = MaxRecords, ["items"] = record };
    }

    /// <inheritdoc/>
    public override YamlNode? Parse(string text, SourcePosition at, InputProblems problems) =>
        ParseFlow(text, at, problems);

    private ImmutableArray<T> ReadList(YamlSequence list, InputProblems problems) =>
        [.. list.Items.Select(item => ReadOne(item, problems)).OfType<T>()];

    private ImmutableSortedDictionary<string, T> ReadNamed(YamlMapping mapping, InputProblems problems)
    {
        var records = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (ReadOne(value, problems) is { } record)
            {
                records[key.Value] = record;
            }
        }

        return records.ToImmutable();
    }

    private T? ReadOne(YamlNode node, InputProblems problems)
    {
        if (node is not YamlMapping mapping)
        {
            var keys = string.Join(", ", table.Select(each => each.Key));
            problems.Add(node.At, $"expected a mapping with {keys}, found {node.Kind}");
            return null;
        }

        var before = problems.Count;
        var nodes = FileNodes.Collect(mapping, table, problems);
        var values = OptionValues.Read(table, nodes, mapping.At, problems);
        return problems.Count == before ? build(values, problems) : null;
    }
}
