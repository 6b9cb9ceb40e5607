using System.Text.Json.Nodes;

namespace BlueGreen.Kubernetes.Objects;

/// <summary>All objects that a list asked for, as they were at one moment.</summary>
/// <param name="Items">The objects, each with its apiVersion and kind.</param>
/// <param name="ResourceVersion">The moment; a watch from here misses nothing.</param>
public sealed record ResourceList(IReadOnlyList<JsonObject> Items, string ResourceVersion);
