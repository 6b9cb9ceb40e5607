using System.Globalization;
using System.Text;
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
    /// <summary>Reads one object.</summary>
    /// <param name="call">The request.</param>
    /// <returns>The stored object.</returns>
    /// <exception cref="ApiException">It is not there.</exception>
    public JsonObject Get(ApiCall call) =>
        store.Find(call.Kind.KeyOf(call.Namespace, call.Name)) ?? throw ApiErrors.NotFound(call.Kind, call.Name);

    /// <summary>Reads the objects that the query chooses, a page of them when it asks for pages.</summary>
    /// <param name="call">The request.</param>
    /// <returns>Stored objects and the metadata of the list.</returns>
    /// <exception cref="ApiException">The query is not understood.</exception>
    public (IReadOnlyList<JsonObject> Items, JsonObject Metadata) List(ApiCall call)
    {
        var filter = ObjectFilter.Of(call);
        var (all, version) = store.List(call.Kind.StorageGroup, call.Kind.Plural, call.Namespace);
        var chosen = all.Where(filter.Matches);
        var metadata = new JsonObject { ["resourceVersion"] = $"{version}" };
        if (call.Query("continue") is { Length: > 0 } token)
        {
            var (after, listedAt) = ReadToken(token);
            metadata["resourceVersion"] = listedAt;
            chosen = chosen.SkipWhile(item => string.CompareOrdinal(PlaceOf(item), after) <= 0);
        }

        var items = chosen.ToList();
        if (int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var limit)
            && limit > 0
            && items.Count > limit)
        {
            metadata["continue"] = WriteToken(PlaceOf(items[limit - 1]), metadata.Text("resourceVersion")!);
            metadata["remainingItemCount"] = items.Count - limit;
            items = items[..limit];
        }

        return (items, metadata);
    }

    // The zero character sorts before all that names may hold, so places sort as the store lists.
    private static string PlaceOf(JsonObject item) =>
        $"{item.Text("metadata", "namespace")}\0{item.Text("metadata", "name")}";

    private static string WriteToken(string place, string version) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{version}\0{place}"));

    private static (string Place, string Version) ReadToken(string token)
    {
        var bytes = new byte[token.Length];
        var parts = Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length).Split('\0', 2)
            : [];
        return parts.Length == 2
            ? (parts[1], parts[0])
            : throw ApiErrors.BadRequest("continue key is not valid: it is not one that this server gave out");
    }
}
