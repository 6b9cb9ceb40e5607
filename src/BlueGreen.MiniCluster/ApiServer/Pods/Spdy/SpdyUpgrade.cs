using BlueGreen.MiniCluster.ApiServer.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.MiniCluster.ApiServer.Pods.Spdy;

/// <summary>Turns a request of kubectl into a connection for many streams.</summary>
internal static class SpdyUpgrade
{
    private const string Protocol = "SPDY/3.1";
    private const string StreamProtocol = "X-Stream-Protocol-Version";

    /// <summary>Tells whether a request asks for SPDY.</summary>
    /// <param name="http">The request.</param>
    /// <returns>Whether it does, and its connection can be upgraded.</returns>
    public static bool IsAskedFor(HttpContext http) =>
        Protocol.Equals(http.Request.Headers.Upgrade, StringComparison.OrdinalIgnoreCase)
        && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };

    /// <summary>Answers 101.</summary>
    /// <param name="http">The request.</param>
    /// <param name="protocol">What the streams are used for; the client must offer it.</param>
    /// <returns>The connection, which ends with the request.</returns>
    /// <exception cref="ApiException">The client does not offer the protocol.</exception>
    public static async Task<Stream> AcceptAsync(HttpContext http, string protocol)
    {
        var offered = http.Request.Headers[StreamProtocol]
            .SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries));
        if (!offered.Contains(protocol, StringComparer.Ordinal))
        {
            throw ApiErrors.BadRequest(
                $"unable to upgrade: unable to negotiate protocol: server supports [{protocol}]");
        }

        http.Response.Headers.Upgrade = Protocol;
        http.Response.Headers[StreamProtocol] = protocol;
        return await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}
