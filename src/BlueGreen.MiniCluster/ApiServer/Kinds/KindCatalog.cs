using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>
/// Knows every resource that is served now: the built-in ones and those that definitions in the store add.
/// </summary>
/// <param name="store">Holds the definitions.</param>
internal sealed class KindCatalog(ObjectStore store)
{
    private volatile IReadOnlyList<ResourceKind>? _kinds;

    /// <summary>Gets the definitions' own resource.</summary>
    public static ResourceKind Definitions { get; } =
        BuiltInKinds.List.Single(kind => kind.Is("apiextensions.k8s.io", "customresourcedefinitions"));

    /// <summary>Gets all resources.</summary>
    public IReadOnlyList<ResourceKind> Kinds => _kinds ??= Read();

    /// <summary>Finds a built-in resource of the core group.</summary>
    /// <param name="plural">Name in paths.</param>
    /// <returns>The resource.</returns>
    public static ResourceKind Core(string plural) => BuiltInKinds.List.Single(kind => kind.Is(string.Empty, plural));

    /// <summary>Reads the definitions anew at the next look; to be called after each change of one.</summary>
    public void Refresh() => _kinds = null;

    /// <summary>Finds a resource.</summary>
    /// <param name="group">API group.</param>
    /// <param name="version">A version; the resource must be served in it.</param>
    /// <param name="plural">Name in paths.</param>
    /// <returns>The resource, or null.</returns>
    public ResourceKind? Find(string group, string version, string plural) =>
        Kinds.FirstOrDefault(kind => kind.Is(group, plural) && kind.Versions.Contains(version, StringComparer.Ordinal));

    private List<ResourceKind> Read()
    {
        var (definitions, _) = store.List(Definitions.Group, Definitions.Plural, namespaceName: null);
        return [.. BuiltInKinds.List, .. definitions.Select(CustomKindReader.Read).OfType<ResourceKind>()];
    }
}
