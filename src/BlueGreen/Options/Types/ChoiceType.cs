using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>One of a few words, each standing for a value.</summary>
/// <param name="choices">The words and what they stand for.</param>
internal sealed class ChoiceType(params ImmutableArray<KeyValuePair<string, object>> choices) : OptionType
{
    /// <inheritdoc/>
    public override string Words { get; } = choices is [var only] ? $"the word `{only.Key}`"
        : $"one of {string.Join(", ", choices.Select(each => each.Key))}";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) =>
        node is YamlScalar scalar
        && choices.FirstOrDefault(each => string.Equals(each.Key, scalar.Value, StringComparison.Ordinal)).Value
            is { } value
            ? value
            : Refuse(node, problems);

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new() { ["enum"] = new JsonArray([.. choices.Select(each => JsonValue.Create(each.Key))]) };
}
