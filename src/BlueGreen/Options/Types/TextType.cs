using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>One line of text, which may have to match a pattern.</summary>
/// <param name="words">What is allowed, in words.</param>
/// <param name="pattern">The pattern, or null for any line of text.</param>
/// <param name="maxLength">The most characters.</param>
internal sealed class TextType(string words, string? pattern = null, int maxLength = 1024) : OptionType
{
    /// <summary>Any line of text.</summary>
    public static readonly TextType Line = new("one line of text");

    private readonly Regex? _pattern = pattern is null
        ? null
        : new Regex(
            pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));

    /// <inheritdoc/>
    public override string Words => words;

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) =>
        node is YamlScalar { IsNull: false } scalar && IsAllowed(scalar.Value) ? scalar.Value : Refuse(node, problems);

    /// <inheritdoc/>
    public override JsonObject ToSchema()
    {
        var schema = new JsonObject { ["type"] = "string", ["maxLength"] = maxLength };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }

    private bool IsAllowed(string text) =>
        text.Length > 0 && text.Length <= maxLength && !text.Any(char.IsControl) && (_pattern?.IsMatch(text) ?? true);
}
