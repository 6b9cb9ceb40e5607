using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>A duration within bounds.</summary>
/// <param name="min">The shortest, as <see cref="Durations"/> spells it.</param>
/// <param name="max">The longest.</param>
internal sealed class DurationType(string min, string max) : OptionType
{
    /// <inheritdoc/>
    public override string Words => $"a duration from {min} to {max}, such as 500ms, 30s, 5m or 1h30m";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) =>
        node is YamlScalar scalar
        && Durations.TryParse(scalar.Value) is { } duration
        && duration >= Durations.TryParse(min) && duration <= Durations.TryParse(max)
            ? duration
            : Refuse(node, problems);

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = Durations.Pattern };
}
