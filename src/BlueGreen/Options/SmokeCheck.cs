using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BlueGreen.Options;

/// <summary>One check of the smoke test.</summary>
/// <param name="Name">What reports call it.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpCheck), "http")]
[JsonDerivedType(typeof(CommandCheck), "exec")]
public abstract record SmokeCheck(string Name);

/// <summary>A call through the test route, and what its answer must be.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Status">The HTTP status expected. 100 to 599.</param>
public sealed record HttpCheck(string Name, string Path, int Status) : SmokeCheck(Name)
{
    /// <summary>Gets a text the body must hold.</summary>
    /// <value>The default value is <see langword="null"/>: any body.</value>
    public string? BodyContains { get; init; }

    /// <summary>Gets headers the answer must have, by name.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets plain values the JSON body must hold: JSON text by place.</summary>
    /// <value>The default value is empty.</value>
    public ImmutableSortedDictionary<string, string> Json { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>A command in a pod of the target color that must exit with 0.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Command">Program and arguments.</param>
public sealed record CommandCheck(string Name, ImmutableArray<string> Command) : SmokeCheck(Name);
