using System.Collections.Immutable;

namespace BlueGreen.Pipelines.Tags;

/// <summary>A piece of a tag pattern: the part of .NET's regular expressions that tag patterns are made of.</summary>
/// <seealso href="https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-language-quick-reference"/>
internal abstract record TagPatternNode
{
    /// <summary>Gets a value indicating whether everything it matches stands at the beginning of the tag.</summary>
    public virtual bool BeginsTag => false;

    /// <summary>Gets a value indicating whether everything it matches stands at the end of the tag.</summary>
    public virtual bool EndsTag => false;
}

/// <summary>Characters that stand for themselves.</summary>
/// <param name="Text">The characters.</param>
internal sealed record TagText(string Text) : TagPatternNode;

/// <summary>One character out of several: <c>.</c>, <c>\d</c>, <c>[a-z]</c>.</summary>
/// <param name="Source">As the pattern writes it.</param>
internal sealed record TagCharacter(string Source) : TagPatternNode;

/// <summary>Pieces that follow each other.</summary>
/// <param name="Parts">The pieces.</param>
internal sealed record TagSequence(ImmutableArray<TagPatternNode> Parts) : TagPatternNode
{
    /// <inheritdoc/>
    public override bool BeginsTag => Parts is [var first, ..] && first.BeginsTag;

    /// <inheritdoc/>
    public override bool EndsTag => Parts is [.., var last] && last.EndsTag;
}

/// <summary>One of several pieces.</summary>
/// <param name="Choices">The pieces.</param>
internal sealed record TagChoice(ImmutableArray<TagPatternNode> Choices) : TagPatternNode
{
    /// <inheritdoc/>
    public override bool BeginsTag => Choices.All(choice => choice.BeginsTag);

    /// <inheritdoc/>
    public override bool EndsTag => Choices.All(choice => choice.EndsTag);
}

/// <summary>A piece in brackets.</summary>
/// <param name="Name">The group's name, or null.</param>
/// <param name="Content">The piece.</param>
internal sealed record TagGroup(string? Name, TagPatternNode Content) : TagPatternNode
{
    /// <inheritdoc/>
    public override bool BeginsTag => Content.BeginsTag;

    /// <inheritdoc/>
    public override bool EndsTag => Content.EndsTag;
}

/// <summary>A piece that is repeated.</summary>
/// <param name="Content">The piece.</param>
/// <param name="Min">How often at least.</param>
/// <param name="Max">How often at most; null without a limit.</param>
internal sealed record TagRepeat(TagPatternNode Content, int Min, int? Max) : TagPatternNode;

/// <summary>The beginning or the end of the tag.</summary>
/// <param name="IsEnd">Which.</param>
internal sealed record TagEdge(bool IsEnd) : TagPatternNode
{
    /// <inheritdoc/>
    public override bool BeginsTag => !IsEnd;

    /// <inheritdoc/>
    public override bool EndsTag => IsEnd;
}
