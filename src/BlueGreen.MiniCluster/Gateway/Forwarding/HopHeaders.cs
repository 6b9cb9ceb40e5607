using Microsoft.AspNetCore.Http;
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

    /// <summary>Takes out of a request what is for our connection with the client.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <returns>Whether the client asks to go on as a WebSocket.</returns>
    public static bool RemoveFrom(IHeaderDictionary headers)
    {
        // Like Istio's gateways this one lets only WebSockets through: any other protocol would pass by the routes.
        var isWebSocket = "websocket".Equals(headers.Upgrade, StringComparison.OrdinalIgnoreCase);
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

        return isWebSocket;
    }

    private static string[] Listed(StringValues connection) =>
        connection.Count == 0
            ? []
            : connection.ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
