using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Who makes a request, for those who find only on the way what else he must be allowed.</summary>
/// <param name="user">The user.</param>
/// <param name="authorizer">Decides.</param>
/// <param name="decided">Told every decision.</param>
internal sealed class Caller(UserInfo user, Authorizer authorizer, Action<AccessDecision> decided)
{
    /// <summary>Gets the user.</summary>
    public UserInfo User => user;

    /// <summary>Gets what decides.</summary>
    public Authorizer Authorizer => authorizer;

    /// <summary>Gets the caller of a request that was let in.</summary>
    /// <param name="http">The request.</param>
    /// <returns>The caller.</returns>
    public static Caller Of(HttpContext http) => http.Features.GetRequiredFeature<Caller>();

    /// <summary>Refuses an apply that would create its object, unless its caller may create too.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="ApiException">It is not allowed: 403.</exception>
    public static void RequireCreation(HttpContext http)
    {
        var caller = Of(http);
        caller.Require(RequestReader.Read(http.Request, caller.User) with { Verb = "create" });
    }

    /// <summary>Refuses a request unless it is allowed.</summary>
    /// <param name="request">What the caller wants to do.</param>
    /// <exception cref="ApiException">It is not allowed: 403.</exception>
    public void Require(RequestAttributes request)
    {
        var decision = authorizer.Decide(request);
        decided(new AccessDecision(request.User.Name, request.Verb, decision.IsAllowed)
        {
            Namespace = request.Namespace,
            Group = request.Group,
            Resource = request.Combined,
            Name = request.Name,
            Path = request.Path,
            Reason = decision.Reason,
        });
        if (!decision.IsAllowed)
        {
            throw ApiErrors.Forbidden(request, decision.Reason);
        }
    }
}
