using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Security;

/// <summary>The gate of the API server: who is it, as whom does he act, may he do this?</summary>
/// <param name="authenticator">Knows the credentials.</param>
/// <param name="authorizer">Knows the roles.</param>
/// <param name="decided">Told every decision.</param>
internal sealed class AccessControl(
    Authenticator authenticator, Authorizer authorizer, Action<AccessDecision> decided)
{
    /// <summary>Finds out who makes a request, and as whom.</summary>
    /// <param name="http">The request; it knows its <see cref="Caller"/> afterwards.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="ApiException">The caller is unknown (401), or may not act as that user (403).</exception>
    public Caller Identify(HttpContext http)
    {
        var known = new Caller(authenticator.Authenticate(http), authorizer, decided);
        var acting = Impersonation.Apply(known, http.Request.Headers);
        var caller = acting == known.User ? known : new Caller(acting, authorizer, decided);
        http.Features.Set(caller);
        return caller;
    }

    /// <summary>Refuses a request unless its caller may make it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="caller">Who makes it.</param>
    /// <exception cref="ApiException">He may not: 403.</exception>
    public static void Require(HttpContext http, Caller caller)
    {
        var request = RequestReader.Read(http.Request, caller.User);
        caller.Require(request);

        // A WebSocket begins with GET. Since Kubernetes 1.35, reading alone does not open a shell any more.
        if (request is { Resource: "pods", Subresource: "exec" or "attach" or "portforward", Verb: "get" })
        {
            caller.Require(request with { Verb = "create" });
        }
    }
}
