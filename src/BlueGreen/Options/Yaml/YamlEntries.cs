using System.Collections.Immutable;

namespace BlueGreen.Options.Yaml;

/// <summary>
/// Gathers the entries of one mapping: refuses duplicates and keys that are no text, resolves merge keys.
/// </summary>
/// <seealso href="https://yaml.org/type/merge.html"/>
internal sealed class YamlEntries(InputProblems problems, bool allowMerge)
{
    private readonly Dictionary<string, YamlEntry> _own = new(StringComparer.Ordinal);
    private readonly List<YamlEntry> _order = [];
    private readonly List<YamlMapping> _merged = [];

    /// <summary>Takes one entry.</summary>
    public void Add(YamlNode key, YamlNode value)
    {
        if (key is not YamlScalar name)
        {
            problems.Add(key.At, $"a key must be a single value, this is {key.Kind}");
        }
        else if (name is { Style: YamlStyle.Plain, Value: "<<" })
        {
            Merge(name, value);
        }
        else if (_own.TryGetValue(name.Value, out var first))
        {
            problems.Add(key.At, $"the key '{name.Value}' is there twice, first in line {first.Key.At.Line}");
        }
        else
        {
            var entry = new YamlEntry(name, value);
            _own.Add(name.Value, entry);
            _order.Add(entry);
        }
    }

    /// <summary>Returns the entries: the mapping's own first, then what was merged and is not its own.</summary>
    public ImmutableArray<YamlEntry> ToImmutable()
    {
        foreach (var entry in _merged.SelectMany(mapping => mapping.Entries))
        {
            if (_own.TryAdd(entry.Key.Value, entry))
            {
                _order.Add(entry);
            }
        }

        return [.. _order];
    }

    private void Merge(YamlScalar key, YamlNode value)
    {
        if (!allowMerge)
        {
            problems.Add(key.At, "the merge key '<<' is not allowed here; write the values out");
            return;
        }

        foreach (var part in value is YamlSequence list ? list.Items : [value])
        {
            if (part is YamlMapping mapping)
            {
                _merged.Add(mapping);
            }
            else
            {
                problems.Add(part.At, $"the merge key '<<' takes a mapping, this is {part.Kind}");
            }
        }
    }
}
