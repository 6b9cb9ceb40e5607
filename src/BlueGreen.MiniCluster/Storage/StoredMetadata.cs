using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>The part of an object that the store itself writes.</summary>
internal static class StoredMetadata
{
    /// <summary>Gets the metadata of an object, adding it when it is missing.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Its metadata.</returns>
    public static JsonObject Of(JsonObject value)
    {
        if (value["metadata"] is not JsonObject metadata)
        {
            value["metadata"] = metadata = [];
        }

        return metadata;
    }

    /// <summary>Makes an object that is new.</summary>
    /// <param name="value">Its content, left alone.</param>
    /// <param name="now">When it is created.</param>
    /// <returns>The object, with a uid of its own.</returns>
    public static JsonObject Begin(JsonObject value, DateTimeOffset now)
    {
        var created = value.DeepClone().AsObject();
        var metadata = Of(created);
        metadata["uid"] = NewUid();
        metadata["creationTimestamp"] = $"{now:yyyy-MM-ddTHH:mm:ssZ}";
        return created;
    }

    /// <summary>Makes the next state of an object.</summary>
    /// <param name="value">Its new content, left alone.</param>
    /// <param name="current">The object as it is.</param>
    /// <returns>The new content with what no caller may change.</returns>
    public static JsonObject Continue(JsonObject value, JsonObject current)
    {
        var next = value.DeepClone().AsObject();
        var metadata = Of(next);
        foreach (var kept in (string[])["uid", "creationTimestamp", "resourceVersion"])
        {
            metadata[kept] = Of(current)[kept]?.DeepClone();
        }

        return next;
    }

    private static string NewUid() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");
}
