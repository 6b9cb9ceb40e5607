using System.Text.Json.Nodes;
using BlueGreen.Options;

namespace BlueGreen.Manifests;

/// <summary>One Kubernetes object of a manifest.</summary>
/// <param name="Json">The object. <c>apiVersion</c>, <c>kind</c> and <c>metadata.name</c> are there.</param>
/// <param name="At">Where it begins in its file.</param>
public sealed record ManifestObject(JsonObject Json, SourcePosition At)
{
    /// <summary>Gets its <c>apiVersion</c>.</summary>
    public string ApiVersion => (string)Json["apiVersion"]!;

    /// <summary>Gets its <c>kind</c>.</summary>
    public string Kind => (string)Json["kind"]!;

    /// <summary>Gets its <c>metadata.name</c>.</summary>
    public string Name => (string)Json["metadata"]!["name"]!;

    /// <summary>Gets its <c>metadata.namespace</c>, or null when it names none.</summary>
    public string? Namespace => (string?)Json["metadata"]!["namespace"];
}
