using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Images;

/// <summary>What Push left for Deploy: which bytes the registry has for a release.</summary>
/// <param name="ReleaseId">The release.</param>
/// <param name="Image">The image as it was pushed, with a tag.</param>
/// <param name="Digest">The digest that the registry gave it.</param>
/// <param name="Tags">All tags that were pushed.</param>
internal sealed record ImageRecord(string ReleaseId, ImageReference Image, string Digest, ImmutableArray<string> Tags)
{
    /// <summary>Gets the image by digest.</summary>
    public ImageReference Pinned => Image.Pinned(Digest);

    /// <summary>Tells whether the record is about a tag; one that names no tag is about all of them.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether the digest is what was pushed with this tag.</returns>
    public bool HasTag(string? tag) => (Image.Tag is null && Tags.IsEmpty)
        || string.Equals(Image.Tag, tag, StringComparison.Ordinal)
        || Tags.Any(each => string.Equals(each, tag, StringComparison.Ordinal));

    /// <summary>Reads a record that may have passed through many hands.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The record, or what is wrong with it in one clause.</returns>
    public static (ImageRecord? Record, string? Fault) Parse(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException)
        {
            return (null, "it is not JSON");
        }

        if (root is not JsonObject parts)
        {
            return (null, "it is not a JSON object");
        }

        var image = ImageReference.TryParse(TextOf(parts, "image"));
        return (TextOf(parts, "releaseId"), image, TextOf(parts, "digest")) switch
        {
            (null or "", _, _) => (null, "it names no releaseId"),
            (_, not { Digest: null }, _) => (null, "its image is not the name of an image with a tag"),
            (_, _, var digest) when !ImageReference.IsDigest(digest) =>
                (null, "its digest is not sha256: and 64 hexadecimal digits"),
            var (id, _, digest) => (new ImageRecord(id!, image!, digest!, TagsOf(parts)), null),
        };
    }

    /// <summary>Writes the record.</summary>
    /// <returns>JSON, ended by a line end.</returns>
    public string ToJson() => new JsonObject
    {
        ["releaseId"] = ReleaseId,
        ["image"] = Image.ToString(),
        ["digest"] = Digest,
        ["tags"] = new JsonArray([.. Tags.Select(tag => (JsonNode)tag)]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

    // A key that is there twice makes the reading of any key throw.
    private static string? TextOf(JsonObject parts, string key)
    {
        try
        {
            return parts[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ImmutableArray<string> TagsOf(JsonObject parts) => parts["tags"] is JsonArray tags
        ? [.. tags.Select(tag => tag is JsonValue value && value.TryGetValue<string>(out var text) ? text : null)
            .OfType<string>()]
        : [];
}
