using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>Tells the headers that belong to one connection from those that go on.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1"/>
internal static class HopHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>Tells whether a header is for one connection only.</summary>
    /// <param name="name">The header.</param>
    /// <returns>True for the names that HTTP itself reserves.</returns>
    public static bool Contains(string name) => Names.Contains(name);

    /// <summary>Tells whether a client asks to go on as a WebSocket, and may.</summary>
    /// <param name="context">The request, with all its headers.</param>
    /// <returns>
    /// True only when the connection itself asks for the upgrade too: the header alone is one that a client may send by
    /// mistake, and its connection cannot go on then. Other protocols are not let through, as by Istio's gateways: they
    /// would pass by the routes.
    /// </returns>
    public static bool AsksForWebSocket(HttpContext context) =>
        "websocket".Equals(context.Request.Headers.Upgrade, StringComparison.OrdinalIgnoreCase)
        && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>Takes out of a message what is for the connection that it came on.</summary>
    /// <param name="headers">The headers.</param>
    public static void RemoveFrom(IHeaderDictionary headers)
    {
        foreach (var name in Listed(headers.Connection))
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                headers.Remove(name);
            }
        }

        foreach (var name in Names)
        {
            headers.Remove(name);
        }
    }

    /// <summary>Reads which other headers are for one connection only.</summary>
    /// <param name="connection">The value of <c>Connection</c>.</param>
    /// <returns>Their names.</returns>
    public static string[] Listed(StringValues connection) =>
        connection.Count == 0
            ? []
            : connection.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
