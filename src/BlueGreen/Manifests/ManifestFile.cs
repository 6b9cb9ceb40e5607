using BlueGreen.Substituting;

namespace BlueGreen.Manifests;

/// <summary>A manifest file as the user wrote it.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Content">Its name and text, before substitution.</param>
public sealed record ManifestFile(ManifestRole Role, ManifestText Content);
