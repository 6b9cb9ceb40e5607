using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    /// <summary>Writes a JSON value. YAML is answered in the same text, for JSON is YAML.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">The value.</param>
    /// <param name="code">HTTP status.</param>
    /// <param name="mediaType">The media type to declare.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteAsync(
        HttpContext http, JsonNode body, int code = 200, string mediaType = "application/json")
    {
        http.Response.StatusCode = code;
        await WriteBytesAsync(http, JsonSerializer.SerializeToUtf8Bytes(body), mediaType);
    }

    /// <summary>Writes an answer that is ready.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bytes">The answer.</param>
    /// <param name="mediaType">The media type to declare.</param>
    /// <returns>When it is written.</returns>
    public static async Task WriteBytesAsync(HttpContext http, byte[] bytes, string mediaType)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    /// <summary>Writes a document that clients keep: who has it already is told so, and gets nothing more.</summary>
    /// <param name="http">The request.</param>
    /// <param name="body">The document.</param>
    /// <param name="mediaType">The media type to declare.</param>
    /// <returns>When it is written.</returns>
    public static Task WriteTaggedAsync(HttpContext http, JsonNode body, string mediaType)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(bytes))}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.Vary = "Accept";
        if (string.Equals(http.Request.Headers.IfNoneMatch.ToString(), tag, StringComparison.Ordinal))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteBytesAsync(http, bytes, mediaType);
    }

    /// <summary>Writes a refusal, unless the answer has begun.</summary>
    /// <param name="http">The request.</param>
    /// <param name="refusal">The refusal.</param>
    /// <returns>When it is written.</returns>
    public static Task WriteAsync(HttpContext http, ApiException refusal) =>
        http.Response.HasStarted ? Task.CompletedTask : WriteAsync(http, refusal.ToStatus(), refusal.Code);

    /// <summary>Writes a line of text.</summary>
    /// <param name="http">The request.</param>
    /// <param name="text">The text.</param>
    /// <param name="code">HTTP status.</param>
    /// <returns>When it is written.</returns>
    public static Task WriteTextAsync(HttpContext http, string text, int code = 200)
    {
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }
}
