using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Answers get and list.</summary>
/// <param name="store">Holds the objects.</param>
internal sealed class ObjectReader(ObjectStore store)
{
    private const string TooOld =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list " +
        "without the continue parameter, or use the continue token in this response to retrieve the remainder of the " +
        "results. Continuing with the provided token results in an inconsistent list - objects that were created, " +
        "modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    /// <summary>Reads one object.</summary>
    /// <param name="call">The request.</param>
    /// <returns>The stored object.</returns>
    /// <exception cref="ApiException">It is not there.</exception>
    public JsonObject Get(ApiCall call) =>
        store.Find(call.Kind.KeyOf(call.Namespace, call.Name)) ?? throw ApiErrors.NotFound(call.Kind, call.Name);

    /// <summary>
    /// Reads the objects that the query chooses, a page of them when it asks for pages. All pages show one moment.
    /// </summary>
    /// <param name="call">The request.</param>
    /// <returns>Stored objects and the metadata of the list.</returns>
    /// <exception cref="ApiException">The query is not understood, or its moment is forgotten.</exception>
    public (IReadOnlyList<JsonObject> Items, JsonObject Metadata) List(ApiCall call)
    {
        var options = ListOptions.OfList(call);
        var filter = ObjectFilter.Of(call);
        var token = options.Continue.Length == 0 ? null : ContinueToken.Read(options.Continue, call.Kind);
        var (all, version) = Read(call, options, token);
        var chosen = all.Where(filter.Matches);
        if (token is not null)
        {
            chosen = chosen.SkipWhile(item => string.CompareOrdinal(PlaceOf(item), token.Place) <= 0);
        }

        var items = chosen.ToList();
        var metadata = new JsonObject { ["resourceVersion"] = $"{version}" };
        if (options.Limit > 0 && items.Count > options.Limit)
        {
            var page = items[..(int)options.Limit];
            metadata["continue"] = new ContinueToken(version, PlaceOf(page[^1])).Write(call.Kind);
            if (filter.IsEverything)
            {
                metadata["remainingItemCount"] = items.Count - page.Count;
            }

            items = page;
        }

        return (items, metadata);
    }

    // The zero character sorts before all that names may hold, so places sort as the store lists.
    private static string PlaceOf(JsonObject item) =>
        $"{item.Text("metadata", "namespace")}\0{item.Text("metadata", "name")}";

    private (IReadOnlyList<JsonObject> Items, long Version) Read(
        ApiCall call, ListOptions options, ContinueToken? token)
    {
        var (group, plural) = (call.Kind.StorageGroup, call.Kind.Plural);
        var wanted = token?.Version ?? options.Version ?? 0;
        var isExact = token is not null
            ? token.Version != ContinueToken.Present
            : wanted > 0 && (options.Match is "Exact" || (options.Match.Length == 0 && options.Limit > 0));
        if (wanted > store.Version)
        {
            throw ApiErrors.TooLargeVersion(wanted, store.Version);
        }

        if (!isExact)
        {
            return store.List(group, plural, call.Namespace);
        }

        try
        {
            return (store.ListAt(group, plural, call.Namespace, wanted), wanted);
        }
        catch (StoreException refusal) when (refusal.Refusal == StoreRefusal.Expired)
        {
            var next = token is null ? null : token with { Version = ContinueToken.Present };
            throw ApiErrors.Expired(token is null ? refusal.Message : TooOld, next?.Write(call.Kind));
        }
    }
}
