using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Controllers.Cleanup;

/// <summary>Knows every kind there is now: the built-in ones and those of CustomResourceDefinitions.</summary>
/// <param name="store">Where the definitions are.</param>
internal sealed class ResourceCatalog(ObjectStore store)
{
    /// <summary>Lists the kinds.</summary>
    /// <returns>Each group and plural once.</returns>
    public IReadOnlyList<ResourceType> All() =>
    [
        .. ResourceTypes.BuiltIn
            .Concat(store.List("apiextensions.k8s.io", "customresourcedefinitions", namespaceName: null).Items
                .Select(Defined))
            .DistinctBy(type => (type.Group, type.Plural)),
    ];

    /// <summary>Finds the key of an object that a reference names.</summary>
    /// <param name="types">The kinds there are.</param>
    /// <param name="reference">An owner reference.</param>
    /// <param name="namespaceName">Namespace of the object that holds it.</param>
    /// <returns>The key, or null for a kind that nobody knows.</returns>
    public static ObjectKey? Resolve(IReadOnlyList<ResourceType> types, JsonObject reference, string namespaceName)
    {
        var version = reference.Text("apiVersion") ?? string.Empty;
        var group = version.Contains('/', StringComparison.Ordinal) ? version.Split('/')[0] : string.Empty;
        return types
            .FirstOrDefault(type => string.Equals(type.Group, group, StringComparison.Ordinal)
                && string.Equals(type.Kind, reference.Text("kind"), StringComparison.Ordinal))?
            .Key(namespaceName, reference.Text("name") ?? string.Empty);
    }

    private static ResourceType Defined(JsonObject definition) => new(
        definition.Text("spec", "group") ?? string.Empty,
        definition.Items("spec", "versions").FirstOrDefault(version => version.Flag("served")).Text("name") ?? "v1",
        definition.Text("spec", "names", "plural") ?? string.Empty,
        definition.Text("spec", "names", "kind") ?? string.Empty,
        definition.Text("spec", "scope") is not "Cluster");
}
