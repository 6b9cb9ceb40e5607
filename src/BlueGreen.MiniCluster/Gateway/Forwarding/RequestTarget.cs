using BlueGreen.MiniCluster.Gateway.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>
/// Reads the target of a request as Istio's gateways do: normalized by RFC 3986 before any route looks at it.
/// </summary>
/// <seealso href="https://istio.io/latest/docs/ops/best-practices/security/#path-normalization"/>
internal static class RequestTarget
{
    /// <summary>Reads what routes may look at.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The request's head, or null when its target is none that a proxy can send on.</returns>
    public static RequestHead? Read(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
        {
            // The absolute form names the host once more; Kestrel has checked that it is the one in the Host header.
            var path = target.StartsWith("http", StringComparison.OrdinalIgnoreCase)
                ? target.IndexOf('/', target.IndexOf("//", StringComparison.Ordinal) + 2)
                : -1;
            if (path < 0)
            {
                return null;
            }

            target = target[path..];
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        var (plain, query) = question < 0 ? (target, "") : (target[..question], target[question..]);
        var headers = context.Request.Headers;
        return new RequestHead(
            context.Request.Method, "http", headers.Host.ToString(), Normalize(plain), query, headers);
    }

    /// <summary>
    /// Takes <c>.</c> and <c>..</c> out of a path, and makes slashes of backslashes; other escapes stay as they are.
    /// </summary>
    /// <param name="path">The path as sent.</param>
    /// <returns>The same path, without a way to leave a prefix that a route matched.</returns>
    public static string Normalize(string path)
    {
        var plain = path.Replace('\\', '/').Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        if (!plain.Contains("/.", StringComparison.Ordinal))
        {
            return plain;
        }

        var kept = new List<string>();
        var segments = plain.Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }

            if (segments[i] is ".." && kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (isLast)
            {
                kept.Add("");
            }
        }

        return "/" + string.Join('/', kept);
    }
}
