using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>A command: a list is program and arguments, one text is run by <c>sh -c</c>.</summary>
internal sealed class CommandType : OptionType
{
    private const int MaxArguments = 100;
    private const int MaxLength = 16_384;

    /// <inheritdoc/>
    public override string Words => "a list of program and arguments, or one text for `sh -c`";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) => node switch
    {
        YamlScalar { IsNull: false, Value.Length: > 0 and <= MaxLength } text when !HasNul(text) =>
            (ImmutableArray<string>)["sh", "-c", text.Value],
        YamlSequence { Items.Length: > 0 and <= MaxArguments } list
            when list.Items.All(IsArgument) && Program(list).Length > 0 =>
            (ImmutableArray<string>)[.. list.Items.Cast<YamlScalar>().Select(each => each.Value)],
        _ => Refuse(node, problems),
    };

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = MaxLength },
            new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 1,
                ["maxItems"] = MaxArguments,
                ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") },
            }),
    };

    /// <inheritdoc/>
    public override YamlNode? Parse(string text, SourcePosition at, InputProblems problems) =>
        text.StartsWith('[') ? ParseFlow(text, at, problems) : base.Parse(text, at, problems);

    private static string Program(YamlSequence list) => ((YamlScalar)list.Items[0]).Value;

    private static bool IsArgument(YamlNode node) =>
        node is YamlScalar { IsNull: false, Value.Length: <= MaxLength } scalar && !HasNul(scalar);

    private static bool HasNul(YamlScalar scalar) => scalar.Value.Contains('\0', StringComparison.Ordinal);
}
