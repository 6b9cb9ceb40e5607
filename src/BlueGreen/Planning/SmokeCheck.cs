using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace BlueGreen.Planning;

/// <summary>One thing the smoke test looks at.</summary>
/// <param name="Name">How the check is called in progress and in the JUnit report.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpCheck), "http")]
[JsonDerivedType(typeof(CommandCheck), "exec")]
public abstract record SmokeCheck(string Name);

/// <summary>A call through the test route.</summary>
/// <param name="Path">Path and query, beginning with <c>/</c>.</param>
/// <param name="Status">The status it must answer with.</param>
/// <param name="Json">Members the JSON body must have, by name, with the value as JSON text; empty for none.</param>
/// <param name="BodyContains">Text that must be in the body, or null.</param>
public sealed record HttpCheck(
    string Path, int Status, ImmutableSortedDictionary<string, string> Json, string? BodyContains)
    : SmokeCheck($"GET {Path}");

/// <summary>A command in an instance of the target color; exit code 0 passes.</summary>
/// <param name="Command">Program and arguments.</param>
public sealed record CommandCheck(ImmutableArray<string> Command) : SmokeCheck($"exec {string.Join(' ', Command)}");
