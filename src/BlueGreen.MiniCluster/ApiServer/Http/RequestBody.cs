using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http.Protobuf;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Reads bodies: JSON or YAML, of a limited size.</summary>
internal static class RequestBody
{
    /// <summary>The real server's limit.</summary>
    public const int MaximumBytes = 3 * 1024 * 1024;

    /// <summary>
    /// How deep a body may be. Lists, watches and the record of owners put it some levels deeper, and JSON is written
    /// to 64: one object that is read but cannot be written would make its whole list unreadable.
    /// </summary>
    public const int MaximumDepth = 48;

    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    /// <summary>Gets the media type of the body, without parameters.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The media type; empty when none was sent.</returns>
    public static string MediaType(HttpRequest request) =>
        (request.ContentType ?? string.Empty).Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Reads an object that is created or replaced.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The object.</returns>
    /// <exception cref="ApiException">The body is no object, or of another media type.</exception>
    public static async Task<JsonObject> ReadObjectAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request, cancellationToken);
        var node = MediaType(request) switch
        {
            "" or "application/json" => ParseJson(TextOf(bytes.Span)),
            "application/yaml" => YamlText.Parse(TextOf(bytes.Span)),
            ProtobufBody.MediaType => ProtobufBody.Read(bytes.Span),
            _ => throw ApiErrors.UnsupportedMediaType("application/json, application/yaml"),
        };
        return node as JsonObject ?? throw ApiErrors.BadRequest("the body of the request is not an object");
    }

    /// <summary>Reads the body as text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ApiException">The body is over the limit, or not UTF-8.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request, CancellationToken cancellationToken) =>
        TextOf((await ReadBytesAsync(request, cancellationToken)).Span);

    /// <summary>Parses JSON.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ApiException">The text is not JSON; says where.</exception>
    public static JsonNode? ParseJson(string text)
    {
        try
        {
            RequireWholeCharacters(text);
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ApiErrors.BadRequest($"the body of the request is not valid JSON: {e.Message}");
        }
    }

    // An escape can name half a character, which no text can hold: it would be found where the text is first looked at.
    private static void RequireWholeCharacters(string text)
    {
        if (!text.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var options = new JsonReaderOptions { MaxDepth = MaximumDepth };
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), options);
        while (reader.Read())
        {
            _ = reader.ValueIsEscaped ? reader.GetString() : null;
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (true)
        {
            var read = await ReadSomeAsync(request.Body, bytes.GetMemory(16 * 1024), cancellationToken);
            bytes.Advance(read);
            if (bytes.WrittenCount > MaximumBytes)
            {
                throw ApiErrors.TooLarge(MaximumBytes);
            }

            if (read == 0)
            {
                return bytes.WrittenMemory;
            }
        }
    }

    // A chunk whose size is no number is told by the server in its own words, all else as a BadHttpRequestException.
    private static async ValueTask<int> ReadSomeAsync(
        Stream body, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ApiErrors.BadRequest($"the body of the request cannot be read: {e.Message}");
        }
    }

    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw ApiErrors.BadRequest($"the body of the request is not UTF-8: byte {e.Index}");
        }
    }
}
