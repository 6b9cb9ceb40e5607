using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Kinds;

/// <summary>
/// Knows every resource that is served now: the built-in ones and those that definitions in the store add.
/// </summary>
/// <param name="store">Holds the definitions.</param>
internal sealed class KindCatalog(ObjectStore store)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private volatile IReadOnlyList<ResourceKind>? _kinds;

    /// <summary>Gets the definitions' own resource.</summary>
    public static ResourceKind Definitions { get; } =
        BuiltInKinds.List.Single(kind => kind.Is("apiextensions.k8s.io", "customresourcedefinitions"));

    /// <summary>Gets all resources, each in its stored version.</summary>
    public IReadOnlyList<ResourceKind> Kinds => _kinds ?? Refresh();

    /// <summary>Finds a built-in resource of the core group.</summary>
    /// <param name="plural">Name in paths.</param>
    /// <returns>The resource.</returns>
    public static ResourceKind Core(string plural) => BuiltInKinds.List.Single(kind => kind.Is(string.Empty, plural));

    /// <summary>
    /// Reads the definitions anew; to be called after each change of one. Watches of what is gone are told.
    /// </summary>
    /// <returns>All resources.</returns>
    public IReadOnlyList<ResourceKind> Refresh()
    {
        var ended = new List<CancellationTokenSource>();
        lock (_lock)
        {
            var (definitions, _) = store.List(Definitions.Group, Definitions.Plural, namespaceName: null);
            var found = definitions.ToDictionary(
                value => value.Text("metadata", "uid") ?? string.Empty, Read, StringComparer.Ordinal);
            foreach (var (uid, entry) in _entries.Where(old => found.GetValueOrDefault(old.Key)?.Kind is null).ToList())
            {
                ended.Add(entry.Ended);
                _entries.Remove(uid);
            }

            foreach (var (uid, entry) in found.Where(one => one.Value.Kind is not null))
            {
                _entries[uid] = entry;
            }

            _kinds = [.. BuiltInKinds.List, .. found.Values.Select(entry => entry.Kind).OfType<ResourceKind>()];
        }

        // Outside of the lock: what is cancelled may look things up here.
        ended.ForEach(source => source.Cancel());
        return _kinds;
    }

    /// <summary>Finds a resource.</summary>
    /// <param name="group">API group.</param>
    /// <param name="version">A version; the resource must be served in it.</param>
    /// <param name="plural">Name in paths.</param>
    /// <returns>The resource as that version shows it, or null.</returns>
    public ResourceKind? Find(string group, string version, string plural) => Kinds
        .FirstOrDefault(kind => kind.Is(group, plural) && kind.Versions.Contains(version, StringComparer.Ordinal))?
        .In(version);

    // What has not changed is not read again: the schemas of one project may be a megabyte.
    private Entry Read(JsonObject definition)
    {
        var version = definition.Text("metadata", "resourceVersion") ?? string.Empty;
        var known = _entries.GetValueOrDefault(definition.Text("metadata", "uid") ?? string.Empty);
        if (known is not null && string.Equals(known.ResourceVersion, version, StringComparison.Ordinal))
        {
            return known;
        }

#pragma warning disable CA2000 // It has no timer and no handle, and watches hold its token for as long as they like.
        var ended = known?.Ended ?? new CancellationTokenSource();
#pragma warning restore CA2000
        return new Entry(version, CustomKindReader.Read(definition, ended.Token), ended);
    }

    private sealed record Entry(string ResourceVersion, ResourceKind? Kind, CancellationTokenSource Ended);
}
