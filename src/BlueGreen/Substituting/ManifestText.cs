using System.Collections.Immutable;

namespace BlueGreen.Substituting;

/// <summary>A manifest file before or after substitution.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Text">Its text.</param>
public sealed record ManifestText(string Name, string Text);

/// <summary>Manifests after substitution.</summary>
/// <param name="Files">The files, in the order in which they were given.</param>
/// <param name="Warnings">What is worth saying although nothing is wrong, one sentence each.</param>
public sealed record RenderedManifests(ImmutableArray<ManifestText> Files, ImmutableArray<string> Warnings);
