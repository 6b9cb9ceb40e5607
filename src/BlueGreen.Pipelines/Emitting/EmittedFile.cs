namespace BlueGreen.Pipelines.Emitting;

/// <summary>A pipeline file as the emitter wants it.</summary>
/// <param name="Path">The path from the repository's root, with forward slashes.</param>
/// <param name="Text">The whole text, its mark included.</param>
public sealed record EmittedFile(string Path, string Text);
