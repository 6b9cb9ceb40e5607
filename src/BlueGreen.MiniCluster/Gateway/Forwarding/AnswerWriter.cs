using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Writes answers to clients: a pod's as it comes, or the gateway's own.</summary>
internal static class AnswerWriter
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Writes an answer of the gateway itself.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="flags">Envoy's response flags, told in a header of this gateway's own; empty for none.</param>
    /// <param name="body">The body.</param>
    /// <returns>Completes when it is sent.</returns>
    public static async Task WriteAsync(HttpContext context, int status, string flags, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.Headers.Server = "istio-envoy";
        response.ContentLength = status is 204 or 304 ? null : body.Length;
        if (flags.Length > 0)
        {
            response.Headers["x-gateway-flags"] = flags;
        }

        if (body.Length > 0 && status is not (204 or 304))
        {
            response.Headers.ContentType = "text/plain";
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Writes status and headers of a pod's answer.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="answer">The pod's answer.</param>
    /// <exception cref="InvalidOperationException">A header of the pod or of the route cannot be sent on.</exception>
    public static void WriteHead(Exchange exchange, HttpResponseMessage answer)
    {
        var response = exchange.Context.Response;
        response.StatusCode = (int)answer.StatusCode;
        var listed = answer.Headers.NonValidated.TryGetValues("Connection", out var connection)
            ? HopHeaders.Listed(new StringValues([.. connection]))
            : [];
        CopyHeaders(answer.Headers.NonValidated, listed, response.Headers);
        CopyHeaders(answer.Content.Headers.NonValidated, listed, response.Headers);
        response.Headers.Server = "istio-envoy";
        exchange.Decision.Target.Response.ApplyTo(response.Headers);
        exchange.Decision.Route.Response.ApplyTo(response.Headers);
    }

    /// <summary>Writes the body of a pod's answer, each piece as soon as it comes.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="source">The pod's body.</param>
    /// <returns>Completes at the end of the body.</returns>
    public static async Task WriteBodyAsync(Exchange exchange, Stream source)
    {
        var response = exchange.Context.Response;
        var token = exchange.Lifetime.Token;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var reading = source.ReadAsync(buffer, token);
                if (!reading.IsCompleted && !response.HasStarted)
                {
                    // The app is in no hurry with its body; the client gets the headers now.
                    await response.Body.FlushAsync(token);
                }

                var count = await reading;
                if (count == 0)
                {
                    return;
                }

                await response.Body.WriteAsync(buffer.AsMemory(0, count), token);
                exchange.Lifetime.Touch();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Carries a WebSocket until one side ends it.</summary>
    /// <param name="exchange">The request, whose headers are written.</param>
    /// <param name="answer">The pod's 101.</param>
    /// <returns>Completes when neither side sends any more.</returns>
    public static async Task TunnelAsync(Exchange exchange, HttpResponseMessage answer)
    {
        exchange.Context.Response.Headers.Upgrade = "websocket";
        var upgrade = exchange.Context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        await using var client = await upgrade.UpgradeAsync();
        await using var pod = await answer.Content.ReadAsStreamAsync(exchange.Lifetime.Token);
        await PumpBothAsync(client, pod, exchange.Lifetime);
    }

    private static async Task PumpBothAsync(Stream client, Stream pod, RequestLifetime lifetime)
    {
        var toPod = PumpAsync(client, pod, lifetime);
        var toClient = PumpAsync(pod, client, lifetime);
        await Task.WhenAny(toPod, toClient);
        lifetime.End();
        await Task.WhenAll(toPod, toClient).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task PumpAsync(Stream source, Stream target, RequestLifetime lifetime)
    {
        var buffer = new byte[BufferSize];
        while (await source.ReadAsync(buffer, lifetime.Token) is > 0 and var count)
        {
            await target.WriteAsync(buffer.AsMemory(0, count), lifetime.Token);
            await target.FlushAsync(lifetime.Token);
            lifetime.Touch();
        }
    }

    private static void CopyHeaders(HttpHeadersNonValidated source, string[] listed, IHeaderDictionary target)
    {
        foreach (var (name, values) in source)
        {
            if (!HopHeaders.Contains(name) && !listed.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                target[name] = values.Count == 1 ? values.ToString() : new StringValues([.. values]);
            }
        }
    }
}
