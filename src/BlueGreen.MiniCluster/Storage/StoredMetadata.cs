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

    /// <summary>Makes a uid that no other object has.</summary>
    /// <returns>The uid.</returns>
    public static string NewUid() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString("D");
}
