using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>A whole number within bounds.</summary>
/// <param name="min">The least.</param>
/// <param name="max">The most.</param>
internal sealed class IntegerType(int min, int max) : OptionType
{
    /// <inheritdoc/>
    public override string Words => $"a whole number from {min} to {max}";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) =>
        node is YamlScalar scalar
        && int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : Refuse(node, problems);

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "integer", ["minimum"] = min, ["maximum"] = max };
}
