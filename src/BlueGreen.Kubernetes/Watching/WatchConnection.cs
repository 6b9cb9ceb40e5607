using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Calls;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;

namespace BlueGreen.Kubernetes.Watching;

/// <summary>One open watch request: from its opening until it ends, for whatever reason.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes"/>
internal sealed class WatchConnection(HttpResponseMessage response, LineReader lines, ApiCall call) : IDisposable
{
    /// <summary>Opens a watch.</summary>
    public static async Task<WatchConnection> OpenAsync(
        ApiCaller caller, ApiCall call, CancellationToken cancellationToken)
    {
        var response = await caller.OpenAsync(call, cancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return new WatchConnection(response, new LineReader(stream), call);
    }

    /// <summary>Describes the request for a watch from a version on.</summary>
    public static ApiCall Call(ResourceType type, string? ns, WatchOptions options, string from) =>
        ApiCall.Get(
            ApiPath.Collection(type, ns)
                .With("watch", "true")
                .With("allowWatchBookmarks", "true")
                .With("resourceVersion", from)
                .With("labelSelector", options.LabelSelector)
                .With("fieldSelector", options.FieldSelector)
                .With("timeoutSeconds", options.Renewal.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)),
            "watch");

    /// <summary>Reads the next event.</summary>
    /// <returns>Its type and object; null at the end of the connection.</returns>
    /// <exception cref="ApiException">The server told an error, 410 most often: the version asked from is
    /// gone.</exception>
    /// <exception cref="JsonException">The line is not an event, so that it is not known what was missed.</exception>
    public async ValueTask<(string Type, JsonObject Item)?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await lines.ReadAsync(cancellationToken) is not { } line)
        {
            return null;
        }

        var parsed = JsonNode.Parse(line) as JsonObject;
        var type = parsed is null ? null : KubeObject.Text(parsed, "type");
        if (type is null || parsed!["object"] is not JsonObject item)
        {
            throw new JsonException("A line of a watch is not an event.");
        }

        return type is "ERROR" ? throw Told(item) : (type, (JsonObject)item.DeepClone());
    }

    public void Dispose() => response.Dispose();

    private ApiException Told(JsonObject status)
    {
        var code = status["code"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 500;
        return new ApiException(call, (HttpStatusCode)code, ApiStatus.Read(status));
    }
}
