using BlueGreen.MiniCluster.Gateway.Routing;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.Gateway.Forwarding;

/// <summary>One request that goes to a pod, and what is known of it so far.</summary>
/// <param name="Context">The request and its answer.</param>
/// <param name="Head">The request as routes saw it.</param>
/// <param name="Decision">What the routes say.</param>
/// <param name="Lifetime">When it ends.</param>
internal sealed record Exchange(HttpContext Context, RequestHead Head, Forward Decision, RequestLifetime Lifetime)
{
    /// <summary>Gets path and query to send.</summary>
    public string Target => Decision.Path + Head.Query;

    /// <summary>Gets a value indicating whether the client asks to go on as a WebSocket.</summary>
    public bool IsWebSocket { get; init; }

    /// <summary>Gets the body, or null when the request has none and needs none.</summary>
    public IncomingBody? Body { get; init; }

    /// <summary>Gets or sets the pod that is asked now, or was asked last.</summary>
    public PodAddress? Endpoint { get; set; }

    /// <summary>Gets a value indicating whether sending the request once more changes nothing.</summary>
    public bool IsSafeToRepeat => Body is null && Head.Method is ("GET" or "HEAD" or "OPTIONS");
}
