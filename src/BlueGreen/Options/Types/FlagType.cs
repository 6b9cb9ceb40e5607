using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>
/// Yes or no, written <c>true</c> or <c>false</c> only: <c>yes</c> and <c>on</c> mean different things to different
/// readers.
/// </summary>
internal sealed class FlagType : OptionType
{
    /// <inheritdoc/>
    public override string Words => "true or false";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) => (node as YamlScalar)?.Value switch
    {
        "true" => true,
        "false" => false,
        _ => Refuse(node, problems),
    };

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "boolean" };
}
