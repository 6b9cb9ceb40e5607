using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Writes the request that a pod gets.</summary>
internal static class OutgoingRequest
{
    // The library writes host and length. "Expect: 100-continue" is answered here, as in Envoy: Kestrel does so, by the
    // header that must therefore stay in the request, as soon as the body is read.
    private static readonly HashSet<string> WrittenElsewhere =
        new(StringComparer.OrdinalIgnoreCase) { "Host", "Content-Length", "Expect" };

    private static readonly UriCreationOptions AsSent = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Adds what proxies tell the app: who asked, how, and under which id.</summary>
    /// <param name="context">The request; its headers are changed.</param>
    /// <param name="newId">Makes an id for requests that have none.</param>
    public static void AddProxyHeaders(HttpContext context, Func<string> newId)
    {
        var headers = context.Request.Headers;
        var client = context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        var before = headers["X-Forwarded-For"];
        headers["X-Forwarded-For"] = before.Count > 0 ? $"{before},{client}" : client;
        headers["X-Forwarded-Proto"] = "http";
        if (!headers.ContainsKey("x-request-id"))
        {
            headers["x-request-id"] = newId();
        }
    }

    /// <summary>Writes the request for one try.</summary>
    /// <param name="exchange">The request; its endpoint is set.</param>
    /// <returns>The request.</returns>
    public static HttpRequestMessage Create(Exchange exchange)
    {
        var message = Create(exchange.Context, exchange.Endpoint!.Authority, exchange.Target);
        message.Content = exchange.Body?.ToContent();
        CopyHeaders(exchange.Context.Request.Headers, message);
        if (exchange.IsWebSocket)
        {
            message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
            message.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        }

        return message;
    }

    /// <summary>Writes a request line and the host.</summary>
    /// <param name="context">The request.</param>
    /// <param name="authority">Address and port of the pod.</param>
    /// <param name="target">Path and query.</param>
    /// <returns>A request without headers and body.</returns>
    public static HttpRequestMessage Create(HttpContext context, string authority, string target)
    {
        var message = new HttpRequestMessage(
            HttpMethod.Parse(context.Request.Method), new Uri($"http://{authority}{target}", AsSent))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TryAddWithoutValidation("Host", context.Request.Headers.Host.ToString());
        return message;
    }

    /// <summary>Copies all headers but those that the client library writes by itself.</summary>
    /// <param name="headers">The request's headers, without those of the connection.</param>
    /// <param name="message">The request to write; its content is set.</param>
    public static void CopyHeaders(IHeaderDictionary headers, HttpRequestMessage message)
    {
        foreach (var (name, values) in headers)
        {
            if (!WrittenElsewhere.Contains(name))
            {
                Copy(name, values, message);
            }
        }
    }

    private static void Copy(string name, StringValues values, HttpRequestMessage message)
    {
        var isCopied = values.Count == 1
            ? message.Headers.TryAddWithoutValidation(name, values[0])
            : message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        if (!isCopied)
        {
            // The library keeps headers about the body with the body.
            message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }
}
