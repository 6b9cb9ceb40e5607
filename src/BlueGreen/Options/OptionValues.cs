using System.Collections.Immutable;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options;

/// <summary>The values of one table of options, read and checked, with the defaults filled in.</summary>
internal sealed class OptionValues
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlNode> _nodes;
    private readonly SourcePosition _at;

    private OptionValues(Dictionary<string, YamlNode> nodes, SourcePosition at)
    {
        _nodes = nodes;
        _at = at;
    }

    /// <summary>Reads every option of a table.</summary>
    /// <param name="table">The options.</param>
    /// <param name="nodes">What the user wrote, by key.</param>
    /// <param name="at">Where the whole was written, for what is missing.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The values; those with problems have their default.</returns>
    public static OptionValues Read(
        ImmutableArray<OptionDefinition> table,
        Dictionary<string, YamlNode> nodes,
        SourcePosition at,
        InputProblems problems)
    {
        var values = new OptionValues(nodes, at);
        foreach (var option in table)
        {
            if (values.ReadOne(option, problems) is { } value)
            {
                values._values[option.Key] = value;
            }
        }

        return values;
    }

    /// <summary>Returns the value of an option that always has one.</summary>
    public T Get<T>(string key) => _values.TryGetValue(key, out var value)
        ? (T)value
        : throw new KeyNotFoundException($"The option '{key}' has neither a value nor a default.");

    /// <summary>Returns the value of an option that may have none.</summary>
    public T? Find<T>(string key)
        where T : class => (T?)_values.GetValueOrDefault(key);

    /// <summary>Returns a list, empty when the option has no value.</summary>
    public ImmutableArray<T> List<T>(string key) =>
        _values.TryGetValue(key, out var value) ? (ImmutableArray<T>)value : [];

    /// <summary>Returns a mapping, empty when the option has no value.</summary>
    public ImmutableSortedDictionary<string, T> Map<T>(string key) =>
        (ImmutableSortedDictionary<string, T>?)_values.GetValueOrDefault(key)
        ?? ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);

    /// <summary>Tells whether the user set an option, rather than the default.</summary>
    public bool IsSet(string key) => _nodes.ContainsKey(key);

    /// <summary>Tells where an option was set, or where the whole was.</summary>
    public SourcePosition At(string key) => _nodes.TryGetValue(key, out var node) ? node.At : _at;

    private object? ReadOne(OptionDefinition option, InputProblems problems)
    {
        if (_nodes.TryGetValue(option.Key, out var node))
        {
            var named = new InputProblems();
            var value = option.Type.Read(node, named);
            named.CopyTo(problems, $"'{option.Key}': ");
            if (value is not null)
            {
                return value;
            }
        }
        else if (option.IsRequired)
        {
            problems.Add(_at, $"'{option.Key}' is missing; it is {option.Type.Words}");
        }

        if (option.Default.Length == 0)
        {
            return null;
        }

        var none = new InputProblems();
        var fallback = option.Type.Parse(option.Default, new SourcePosition("default"), none);
        return option.Type.Read(fallback!, none);
    }
}
