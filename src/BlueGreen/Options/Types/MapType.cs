using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>Names with texts.</summary>
/// <param name="name">What each name must be.</param>
/// <param name="reserved">Names that are not the user's to set, with the reason.</param>
internal sealed class MapType(TextType name, IReadOnlyDictionary<string, string>? reserved = null) : OptionType
{
    /// <inheritdoc/>
    public override string Words => $"a mapping of names to texts, each name {name.Words}";

    /// <summary>Reads a mapping whose values are texts as they were written: <c>1.10</c> stays <c>1.10</c>.</summary>
    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems)
    {
        if (node is not YamlMapping mapping)
        {
            return Refuse(node, problems);
        }

        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (name.Read(key, problems) is not string known)
            {
                continue;
            }

            if (reserved?.GetValueOrDefault(known) is { } reason)
            {
                problems.Add(key.At, $"'{known}' cannot be set here: {reason}");
            }
            else if (value is YamlScalar scalar && !scalar.Value.Contains('\0', StringComparison.Ordinal))
            {
                texts[known] = scalar.IsNull ? string.Empty : scalar.Value;
            }
            else
            {
                problems.Add(value.At, $"expected the text of '{known}', found {value.Kind}");
            }
        }

        return texts.ToImmutable();
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = name.ToSchema(),
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "null") },
    };

    /// <inheritdoc/>
    public override YamlNode? Parse(string text, SourcePosition at, InputProblems problems) =>
        ParseFlow(text, at, problems);
}
