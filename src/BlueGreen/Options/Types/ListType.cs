using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>A list of texts. One text alone is a list of one; an argument separates texts with commas.</summary>
/// <param name="item">What each text must be.</param>
internal sealed class ListType(TextType item) : OptionType
{
    private const int MaxItems = 200;

    /// <inheritdoc/>
    public override string Words => $"a list of at most {MaxItems}, each {item.Words}";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems)
    {
        var nodes = node switch
        {
            YamlSequence list => list.Items,
            YamlScalar { IsNull: false } => [node],
            _ => default,
        };
        if (nodes.IsDefault || nodes.Length > MaxItems)
        {
            return Refuse(node, problems);
        }

        var texts = nodes.Select(each => (string?)item.Read(each, problems)).ToList();
        return texts.Contains(null) ? null : (ImmutableArray<string>)[.. texts.OfType<string>()];
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new()
    {
        ["anyOf"] = new JsonArray(
            item.ToSchema(),
            new JsonObject { ["type"] = "array", ["items"] = item.ToSchema(), ["maxItems"] = MaxItems }),
    };

    /// <inheritdoc/>
    public override YamlNode? Parse(string text, SourcePosition at, InputProblems problems) => text.StartsWith('[')
        ? ParseFlow(text, at, problems)
        : new YamlSequence(at, [.. Parts(text).Select(part => new YamlScalar(at, part, YamlStyle.Text))]);

    private static string[] Parts(string text) => text.Split(',', StringSplitOptions.TrimEntries);
}
