using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>One change of the store, in the order of its resource versions.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Key">To which object.</param>
/// <param name="Version">The resource version of the change.</param>
/// <param name="Json">The object after the change, or before it when it was deleted, with this resource version.
/// UTF-8.</param>
/// <param name="PreviousJson">The object before the change, or null when it is new. UTF-8.</param>
internal sealed record StoreEvent(
    StoreEventKind Kind, ObjectKey Key, long Version, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>? PreviousJson)
{
    /// <summary>Parses the object; the caller may change its copy.</summary>
    /// <returns>A fresh copy.</returns>
    public JsonObject ToObject() => JsonNode.Parse(Json.Span)!.AsObject();
}

/// <summary>What happened to an object, as a watch tells it.</summary>
internal enum StoreEventKind
{
    /// <summary>The object is new.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object is gone; the event holds its last state.</summary>
    Deleted,
}
