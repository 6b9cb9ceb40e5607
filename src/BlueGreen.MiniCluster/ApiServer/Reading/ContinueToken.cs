using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Says where the next page of a list begins, and of which moment the list is.</summary>
/// <param name="Version">The resource version of the first page; <see cref="Present"/> for a list that lost it.</param>
/// <param name="Place">The last place that was shown.</param>
/// <seealso
/// href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks"/>
internal sealed record ContinueToken(long Version, string Place)
{
    /// <summary>The next page shows objects as they are now: some may be missing or shown twice.</summary>
    public const long Present = -1;

    private const string Format = "meta.k8s.io/v1";

    /// <summary>Reads a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="kind">The resource that is listed.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="ApiException">It is not one that this server gave out for this resource.</exception>
    public static ContinueToken Read(string text, ResourceKind kind)
    {
        var bytes = new byte[text.Length];
        var isRead = Convert.TryFromBase64String(text, bytes, out var length);
        var token = isRead ? TryParse(bytes.AsSpan(0, length)) : null;
        return token.Text("v") is Format
            && token.Text("resource") is { } resource
            && string.Equals(resource, kind.Qualified, StringComparison.Ordinal)
            && token.Text("start") is { } place
            && token.Number("rv") is { } version
                ? new ContinueToken(version, place)
                : throw ApiErrors.BadRequest("continue key is not valid: it is not one that this list gave out");
    }

    /// <summary>Writes the token.</summary>
    /// <param name="kind">The resource that is listed.</param>
    /// <returns>The token.</returns>
    public string Write(ResourceKind kind)
    {
        var token = new JsonObject
        {
            ["v"] = Format,
            ["rv"] = Version,
            ["start"] = Place,
            ["resource"] = kind.Qualified,
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    private static JsonNode? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
