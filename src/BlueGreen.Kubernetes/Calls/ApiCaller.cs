using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Transport;

namespace BlueGreen.Kubernetes.Calls;

/// <summary>The one place where every request passes: sends a call, and turns the answer into an object or an
/// exception.</summary>
internal sealed class ApiCaller(IClusterTransport transport, TimeProvider timeProvider)
{
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 128 };

    private readonly BodyReader _bodies = new(transport.Server, timeProvider);

    public IClusterTransport Transport => transport;

    /// <summary>Sends a call whose answer is one JSON object.</summary>
    public async Task<JsonObject> SendAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken);
        var body = await _bodies.ReadAsync(response, BodyReader.MaxObjectBytes, cancellationToken);
        try
        {
            return JsonNode.Parse(body, documentOptions: Json) as JsonObject
                ?? throw Unreadable(call, response, body, cause: null);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Unreadable(call, response, body, e);
        }
    }

    /// <summary>Sends a call whose answer is read as text, such as a log.</summary>
    public async Task<string> SendForTextAsync(ApiCall call, int maxBytes, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(call, cancellationToken);
        return Encoding.UTF8.GetString(await _bodies.ReadStartAsync(response, maxBytes, cancellationToken));
    }

    /// <summary>Sends a call whose answer is read as it comes. The caller disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, new Uri(call.Path.ToString(), UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.5));
        request.Options.Set(OutgoingRequest.MayArriveTwice, call.MayArriveTwice);
        if (call.Body is { } content)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(content));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(call.ContentType);
        }

        var response = await transport.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var body = await _bodies.ReadStartAsync(response, BodyReader.MaxErrorBytes, cancellationToken);
            throw new ApiException(call, response.StatusCode, ApiStatus.Parse(Encoding.UTF8.GetString(body)));
        }
    }

    private static ApiException Unreadable(ApiCall call, HttpResponseMessage response, byte[] body, Exception? cause)
    {
        var quote = ApiStatus.Parse(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2000)))).Message;
        var type = response.Content.Headers.ContentType?.MediaType ?? "no content type";
        var status = new ApiStatus("NotAnObject", $"the answer ({type}) is not a JSON object: {quote}");
        return new ApiException(call, response.StatusCode, status, cause);
    }
}
