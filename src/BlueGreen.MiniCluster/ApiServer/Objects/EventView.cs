using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Shows events, which are stored in their core form, in the form of events.k8s.io, and back.</summary>
internal static class EventView
{
    private static readonly (string Stored, string New)[] Names =
    [
        ("message", "note"),
        ("involvedObject", "regarding"),
        ("reportingComponent", "reportingController"),
        ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"),
        ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"),
    ];

    /// <summary>Brings an object into the form it is stored in.</summary>
    /// <param name="kind">The kind it came as.</param>
    /// <param name="value">The object.</param>
    /// <returns>A copy.</returns>
    public static JsonObject ToStored(ResourceKind kind, JsonObject value) =>
        kind.IsNewEvent ? Rename(value, Names.Select(name => (name.New, name.Stored))) : value.Copy();

    /// <summary>Shows a stored object in a version of a kind.</summary>
    /// <param name="kind">The kind it was asked as.</param>
    /// <param name="version">The version it was asked in.</param>
    /// <param name="value">The stored object.</param>
    /// <returns>A copy.</returns>
    public static JsonObject Show(ResourceKind kind, string version, JsonObject value)
    {
        var shown = kind.IsNewEvent ? Rename(value, Names) : value.Copy();
        shown.Remove("apiVersion");
        shown.Remove("kind");
        shown.Insert(0, "apiVersion", kind.ApiVersion(version));
        shown.Insert(1, "kind", kind.Kind);
        if (kind.Custom?.Versions.GetValueOrDefault(version) is { HasDefaults: true } custom)
        {
            ValueDefaults.Apply(custom.Values, shown);
        }

        return shown;
    }

    private static JsonObject Rename(JsonObject value, IEnumerable<(string From, string To)> names)
    {
        var result = value.Copy();
        foreach (var (from, to) in names)
        {
            if (result.Remove(from, out var field))
            {
                result[to] = field;
            }
        }

        return result;
    }
}
