using System.Collections.Immutable;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options;

/// <summary>Finds the values of known keys in a mapping, level by level, and reports keys that are not known.</summary>
internal static class FileNodes
{
    /// <summary>Collects values by dotted key.</summary>
    /// <param name="mapping">What the user wrote.</param>
    /// <param name="table">The known keys.</param>
    /// <param name="problems">Takes unknown keys and values where a section should be.</param>
    /// <returns>The values by key.</returns>
    public static Dictionary<string, YamlNode> Collect(
        YamlMapping mapping, ImmutableArray<OptionDefinition> table, InputProblems problems)
    {
        var found = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        Collect(mapping, string.Empty, found);
        return found;

        void Collect(YamlMapping level, string prefix, Dictionary<string, YamlNode> into)
        {
            foreach (var (name, value) in level.Entries)
            {
                var key = prefix + name.Value;
                var isSection = table.Any(each => each.Key.StartsWith(key + ".", StringComparison.Ordinal));
                if (isSection && value is YamlMapping section)
                {
                    Collect(section, key + ".", into);
                }
                else if (table.Any(each => string.Equals(each.Key, key, StringComparison.Ordinal)))
                {
                    into[key] = value;
                }
                else if (isSection)
                {
                    var names = string.Join(", ", Names(table, key + "."));
                    problems.Add(value.At, $"'{key}' expects a mapping with {names}, found {value.Kind}");
                }
                else
                {
                    problems.Add(name.At, $"the key '{key}' is not known{Hint(table, key, prefix)}");
                }
            }
        }
    }

    private static IEnumerable<string> Names(ImmutableArray<OptionDefinition> table, string prefix) => table
        .Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(each => each.Key[prefix.Length..].Split('.')[0])
        .Distinct(StringComparer.Ordinal);

    // A key at the wrong level is as common as a misspelt one, so all full keys are candidates too.
    private static string Hint(ImmutableArray<OptionDefinition> table, string key, string prefix)
    {
        var sibling = NearestName.Find(key[prefix.Length..], Names(table, prefix));
        var nearest = sibling is null ? NearestName.Find(key, table.Select(each => each.Key)) : prefix + sibling;
        return nearest is null ? string.Empty : $"; the nearest known key is '{nearest}'";
    }
}
