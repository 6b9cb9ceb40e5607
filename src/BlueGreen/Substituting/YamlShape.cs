using System.Collections.Immutable;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Substituting;

/// <summary>Compares YAML before and after substitution: values may change, nothing else may.</summary>
/// <param name="expand">Puts the values in place of the placeholders of one scalar.</param>
internal sealed class YamlShape(Func<string, string> expand)
{
    /// <summary>Gets the scalars of which substitution left nothing: what was a text is null now.</summary>
    public List<YamlScalar> Emptied { get; } = [];

    /// <summary>
    /// Tells whether two texts have the same documents, mappings, lists and keys, and each value as it was given.
    /// </summary>
    public bool IsSame(IReadOnlyList<YamlNode> before, IReadOnlyList<YamlNode> after) =>
        before.Count == after.Count && before.Zip(after).All(pair => IsSame(pair.First, pair.Second));

    private bool IsSame(YamlNode before, YamlNode after) => (before, after) switch
    {
        (YamlScalar a, YamlScalar b) => IsSameScalar(a, b),
        (YamlSequence a, YamlSequence b) => IsSame(a.Items, b.Items),
        (YamlMapping a, YamlMapping b) => IsSameMapping(a.Entries, b.Entries),
        _ => false,
    };

    private bool IsSameMapping(ImmutableArray<YamlEntry> before, ImmutableArray<YamlEntry> after) =>
        before.Length == after.Length
        && before.Zip(after).All(
            pair => IsSameScalar(pair.First.Key, pair.Second.Key) && IsSame(pair.First.Value, pair.Second.Value));

    private bool IsSameScalar(YamlScalar before, YamlScalar after)
    {
        var expected = expand(before.Value);
        if (before.Style != after.Style)
        {
            return false;
        }

        if (expected.Length == 0 && after.IsNull && !before.IsNull)
        {
            Emptied.Add(after);
        }

        return before.Style switch
        {
            YamlStyle.Plain => string.Equals(expected.Trim(' '), after.Value, StringComparison.Ordinal),
            YamlStyle.SingleQuoted => string.Equals(Unquote(before, expected), after.Value, StringComparison.Ordinal),

            // A backslash in a value is an escape between double quotes, as it is for kubectl: the value may differ,
            // the shape not.
            YamlStyle.DoubleQuoted => expected.Contains('\\', StringComparison.Ordinal)
                || string.Equals(expected, after.Value, StringComparison.Ordinal),
            _ => string.Equals(expected, after.Value, StringComparison.Ordinal),
        };
    }

    // Between single quotes two quotes of a value mean one. Quotes of the template itself were read as one already.
    private static string Unquote(YamlScalar before, string expected) =>
        string.Equals(before.Value, expected, StringComparison.Ordinal)
            ? expected
            : expected.Replace("''", "'", StringComparison.Ordinal);
}
