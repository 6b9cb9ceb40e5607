using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Pipelines.Structure;

/// <summary>What a piece of a pipeline file may look like.</summary>
internal abstract record Shape
{
    /// <summary>Gets text that must not be empty.</summary>
    public static TextShape Word { get; } = new() { MayBeEmpty = false };

    /// <summary>Gets any text.</summary>
    public static TextShape Text { get; } = new();

    /// <summary>Gets <c>true</c> or <c>false</c>.</summary>
    public static FlagShape Flag { get; } = new();

    /// <summary>Gets any number.</summary>
    public static NumberShape Number { get; } = new();

    /// <summary>Gets nothing at all.</summary>
    public static NothingShape Nothing { get; } = new();

    /// <summary>Gets anything.</summary>
    public static AnyShape Any { get; } = new();

    /// <summary>Gets a list of texts.</summary>
    public static ListShape Texts { get; } = new(Text);

    /// <summary>Gets the words for it in messages.</summary>
    public abstract string Words { get; }

    /// <summary>One of several words.</summary>
    /// <param name="choices">The words.</param>
    /// <returns>The shape.</returns>
    public static TextShape OneOf(params ImmutableArray<string> choices) => new() { Choices = choices };

    /// <summary>A mapping.</summary>
    /// <param name="fields">Its keys; a name that ends in <c>!</c> is required.</param>
    /// <returns>The shape.</returns>
    public static MapShape Map(params ImmutableArray<(string Name, Shape Shape)> fields) => new(
        fields.ToImmutableDictionary(
            field => field.Name.TrimEnd('!'), field => field.Shape, StringComparer.Ordinal),
        [.. fields.Where(field => field.Name.EndsWith('!')).Select(field => field.Name.TrimEnd('!'))]);
}

/// <summary>Text.</summary>
internal sealed record TextShape : Shape
{
    /// <summary>Gets a value indicating whether it may be empty.</summary>
    public bool MayBeEmpty { get; init; } = true;

    /// <summary>Gets a value indicating whether numbers and flags without quotes are read as text.</summary>
    public bool TakesAnyScalar { get; init; }

    /// <summary>Gets the words that are allowed; empty for all.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>Gets what it must match; null for anything.</summary>
    public TextPattern? Pattern { get; init; }

    /// <inheritdoc/>
    public override string Words => Pattern?.Words
        ?? (Choices.IsEmpty
            ? MayBeEmpty ? "a text" : "a text that is not empty"
            : $"one of {string.Join(", ", Choices)}");
}

/// <summary>What a text must match.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Words">The words for it in messages.</param>
internal sealed record TextPattern(Regex Expression, string Words)
{
    /// <summary>Tells whether a text matches; one over which the expression despairs does not.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does.</returns>
    public bool Takes(string text)
    {
        try
        {
            return Expression.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}

/// <summary>A number.</summary>
internal sealed record NumberShape : Shape
{
    /// <inheritdoc/>
    public override string Words => "a number";
}

/// <summary>Nothing: a key without a value.</summary>
internal sealed record NothingShape : Shape
{
    /// <inheritdoc/>
    public override string Words => "nothing";
}

/// <summary>A whole number.</summary>
/// <param name="Min">The smallest.</param>
/// <param name="Max">The largest.</param>
internal sealed record WholeShape(int Min, int Max) : Shape
{
    /// <inheritdoc/>
    public override string Words =>
        Max == int.MaxValue ? $"a whole number of at least {Min}" : $"a whole number from {Min} to {Max}";
}

/// <summary>True or false.</summary>
internal sealed record FlagShape : Shape
{
    /// <inheritdoc/>
    public override string Words => "true or false";
}

/// <summary>A list.</summary>
/// <param name="Item">Each item.</param>
/// <param name="Min">How many there are at least.</param>
/// <param name="Max">How many there are at most.</param>
internal sealed record ListShape(Shape Item, int Min = 0, int Max = int.MaxValue) : Shape
{
    /// <inheritdoc/>
    public override string Words => Max == int.MaxValue
        ? Min == 0 ? "a list" : "a list that is not empty"
        : $"a list of {Min} to {Max} items";
}

/// <summary>A mapping with keys that are known.</summary>
/// <param name="Fields">What each key holds.</param>
/// <param name="Required">Keys that must be there.</param>
internal sealed record MapShape(ImmutableDictionary<string, Shape> Fields, ImmutableArray<string> Required) : Shape
{
    /// <summary>Gets groups of keys of which exactly one must be there.</summary>
    public ImmutableArray<ImmutableArray<string>> ExactlyOne { get; init; } = [];

    /// <summary>Gets groups of keys of which at most one may be there.</summary>
    public ImmutableArray<ImmutableArray<string>> AtMostOne { get; init; } = [];

    /// <summary>Gets groups of keys of which at least one must be there.</summary>
    public ImmutableArray<ImmutableArray<string>> AtLeastOne { get; init; } = [];

    /// <summary>Gets keys that make no sense without another one.</summary>
    public ImmutableArray<(string Key, string Needed)> Needs { get; init; } = [];

    /// <inheritdoc/>
    public override string Words => "a mapping";
}

/// <summary>A mapping whose keys depend on one of them.</summary>
/// <param name="Key">That key.</param>
/// <param name="With">What it looks like where the key is there.</param>
/// <param name="Without">What it looks like elsewhere.</param>
internal sealed record KeyedShape(string Key, MapShape With, MapShape Without) : Shape
{
    /// <inheritdoc/>
    public override string Words => "a mapping";
}

/// <summary>A mapping with keys of the user's choice.</summary>
/// <param name="Value">What each key holds.</param>
/// <param name="Key">What keys must match; null for anything.</param>
/// <param name="Min">How many there are at least.</param>
internal sealed record OpenMapShape(Shape Value, TextPattern? Key = null, int Min = 0) : Shape
{
    /// <summary>Gets keys that hold something else.</summary>
    public ImmutableDictionary<string, Shape> Fields { get; init; } = ImmutableDictionary<string, Shape>.Empty;

    /// <inheritdoc/>
    public override string Words => "a mapping";
}

/// <summary>One of several shapes, told apart by their first look: a mapping, a list, a text or a number.</summary>
/// <param name="Choices">The shapes.</param>
internal sealed record EitherShape(params ImmutableArray<Shape> Choices) : Shape
{
    /// <inheritdoc/>
    public override string Words =>
        string.Join(" or ", Choices.Select(choice => choice.Words).Distinct(StringComparer.Ordinal));
}

/// <summary>Anything.</summary>
internal sealed record AnyShape : Shape
{
    /// <inheritdoc/>
    public override string Words => "anything";
}
