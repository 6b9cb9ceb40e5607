using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>What values an option takes: reads them, and describes them to people and to editors.</summary>
internal abstract class OptionType
{
    /// <summary>Gets what is allowed, in words for messages and docs: <c>a duration from 1s to 1h</c>.</summary>
    public abstract string Words { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="node">What the user wrote.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>The value, or null when something is wrong with it.</returns>
    public abstract object? Read(YamlNode node, InputProblems problems);

    /// <summary>Describes the type as a JSON Schema.</summary>
    /// <returns>A new schema object.</returns>
    public abstract JsonObject ToSchema();

    /// <summary>Turns the text of an argument or an environment variable into what a file would hold.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where it came from.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    /// <returns>The node, or null when something is wrong with the text.</returns>
    public virtual YamlNode? Parse(string text, SourcePosition at, InputProblems problems) =>
        new YamlScalar(at, text, YamlStyle.Plain);

    /// <summary>Parses a text as YAML in one line, the form in which lists and mappings fit an argument.</summary>
    protected static YamlNode? ParseFlow(string text, SourcePosition at, InputProblems problems)
    {
        var documents = YamlReader.Read(text, at.Source, YamlLimits.Options, problems);
        if (documents is { Count: not 1 })
        {
            problems.Add(at, "it must hold one value");
        }

        return documents is [var only] ? only : null;
    }

    /// <summary>Reports that a value is of another type.</summary>
    protected object? Refuse(YamlNode node, InputProblems problems)
    {
        var found = node is YamlScalar scalar ? Show(scalar) : node.Kind;
        problems.Add(node.At, $"expected {Words}, found {found}");
        return null;
    }

    private static string Show(YamlScalar scalar) => scalar switch
    {
        { IsNull: true } => "nothing",
        { Value.Length: > 60 } => $"'{Printable(scalar.Value[..60])}…'",
        _ => $"'{Printable(scalar.Value)}'",
    };

    private static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? '?' : c)]);
}
