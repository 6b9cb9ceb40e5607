using System.Collections.Immutable;

namespace BlueGreen.Options.Yaml;

/// <summary>A piece of YAML with its place: what options and manifests are read from.</summary>
/// <param name="At">Where it starts.</param>
internal abstract record YamlNode(SourcePosition At)
{
    /// <summary>Gets the word for it in messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>A value without parts.</summary>
/// <param name="At">Where it starts.</param>
/// <param name="Value">The text, unescaped.</param>
/// <param name="Style">How it was written; only plain text may be a number, a boolean or null.</param>
internal sealed record YamlScalar(SourcePosition At, string Value, YamlStyle Style) : YamlNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a single value";

    /// <summary>Gets a value indicating whether it says nothing: plain, and empty, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Style == YamlStyle.Plain && Value is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>A list.</summary>
/// <param name="At">Where it starts.</param>
/// <param name="Items">Its items.</param>
internal sealed record YamlSequence(SourcePosition At, ImmutableArray<YamlNode> Items) : YamlNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order of the file.</summary>
/// <param name="At">Where it starts.</param>
/// <param name="Entries">Its entries; no key is there twice.</param>
internal sealed record YamlMapping(SourcePosition At, ImmutableArray<YamlEntry> Entries) : YamlNode(At)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";
}

/// <summary>One key with its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);

/// <summary>How a scalar was written.</summary>
internal enum YamlStyle
{
    /// <summary>Without quotes.</summary>
    Plain,

    /// <summary>In single quotes, or a block, or tagged as a string: text without escapes.</summary>
    Text,

    /// <summary>In single quotes, where two of them mean one.</summary>
    SingleQuoted,

    /// <summary>In double quotes, where a backslash escapes.</summary>
    DoubleQuoted,
}
