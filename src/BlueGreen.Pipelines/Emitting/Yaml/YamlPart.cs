using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace BlueGreen.Pipelines.Emitting.Yaml;

/// <summary>A piece of YAML that is to be written: only the few forms that pipeline files need.</summary>
internal abstract record YamlPart
{
    /// <summary>A text; how it is quoted is the writer's business.</summary>
    /// <param name="text">The text; null for none.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator YamlPart?(string? text) => text is null ? null : new TextPart(text);

    /// <summary>A whole number.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator YamlPart(int number) => new WordPart(FormattableString.Invariant($"{number}"));

    /// <summary>True or false.</summary>
    /// <param name="flag">Which.</param>
    public static implicit operator YamlPart(bool flag) => new WordPart(flag ? "true" : "false");

    /// <summary>Makes a list of texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The list.</returns>
    public static ListPart List(params IEnumerable<string> texts) => new([.. texts.Select(text => new TextPart(text))]);
}

/// <summary>A text.</summary>
/// <param name="Text">The text; with a line end in it, it is written as a block.</param>
internal sealed record TextPart(string Text) : YamlPart;

/// <summary>A number, or true or false: written as it is.</summary>
/// <param name="Word">The word.</param>
internal sealed record WordPart(string Word) : YamlPart;

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
internal sealed record ListPart(ImmutableArray<YamlPart> Items) : YamlPart;

/// <summary>A mapping, in the order its keys are to be read.</summary>
/// <param name="Entries">Its entries.</param>
internal sealed record MapPart(ImmutableArray<EntryPart> Entries) : YamlPart
{
    /// <summary>Makes one, leaving out what is not there.</summary>
    /// <param name="entries">Entries; those without a value are left out.</param>
    /// <returns>The mapping.</returns>
    public static MapPart Of(params IEnumerable<EntryPart> entries) =>
        new([.. entries.Where(entry => entry.Value is not null)]);
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; null leaves the entry out.</param>
/// <param name="Comment">
/// Why it is as it is, for who reads the file: lines without <c>#</c>; empty for none.
/// </param>
internal sealed record EntryPart(string Key, YamlPart? Value, string Comment = "")
{
    /// <summary>Gets a value indicating whether an empty line stands before it.</summary>
    public bool BeginsSection { get; init; }
}
