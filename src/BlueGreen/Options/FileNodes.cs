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
                    problems.Add(value.At, $"'{key}' expects a mapping with {string.Join(", ", Names(key + "."))}, found {value.Kind}");
                }
                else
                {
                    problems.Add(name.At, $"the key '{key}' is not known{Hint(key, prefix)}");
                }
            }
        }

        IEnumerable<string> Names(string prefix) => table
            .Where(each => each.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(each => each.Key[prefix.Length..].Split('.')[0])
            .Distinct(StringComparer.Ordinal);

        // A key at the wrong level is as common as a misspelt one, so all full keys are candidates too.
        string Hint(string key, string prefix) => NearestName.Find(key[prefix.Length..], Names(prefix)) is { } sibling
            ? $"; the nearest known key is '{prefix}{sibling}'"
            : NearestName.Find(key, table.Select(each => each.Key)) is { } other ? $"; the nearest known key is '{other}'" : string.Empty;
    }
}
