using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;
using BlueGreen.Releases;

namespace BlueGreen.Options.Types;

/// <summary>The pattern of release tags, checked as <see cref="ReleaseTagParser"/> will use it.</summary>
internal sealed class PatternType : OptionType
{
    /// <inheritdoc/>
    public override string Words => "a .NET regular expression with the groups `version` and `color`";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
        {
            return Refuse(node, problems);
        }

        if (ReleaseTagParser.FindFault(scalar.Value) is not { } fault)
        {
            return scalar.Value;
        }

        problems.Add(node.At, $"expected {Words}. {fault}");
        return null;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() =>
        new() { ["type"] = "string", ["maxLength"] = ReleaseTagParser.MaxPatternLength };
}
