using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authorization;

/// <summary>Answers who somebody is and what he may do: <c>kubectl auth can-i</c> and <c>auth whoami</c>.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/"/>
internal static class AccessReviews
{
    /// <summary>Answers one review.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    /// <exception cref="ApiException">The question cannot be understood.</exception>
    public static async Task AnswerAsync(ApiCall call)
    {
        if (call.Method is not "POST")
        {
            throw ApiErrors.MethodNotAllowed(call.Kind);
        }

        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        var caller = Caller.Of(call.Http);
        body["status"] = call.Kind.Plural switch
        {
            "selfsubjectaccessreviews" => Access(call, body, caller.User),
            "subjectaccessreviews" or "localsubjectaccessreviews" => Access(call, body, Subject(call, body)),
            "selfsubjectrulesreviews" => Rules(caller, body),
            _ => new JsonObject { ["userInfo"] = caller.User.ToJson() },
        };
        body["kind"] = call.Kind.Kind;
        body["apiVersion"] = call.Kind.ApiVersion(call.Version);
        _ = body.Child("metadata");
        await Answers.WriteAsync(call.Http, body, 201);
    }

    private static JsonObject Access(ApiCall call, JsonObject body, UserInfo user)
    {
        var decision = Caller.Of(call.Http).Authorizer.Decide(Request(call, body, user));
        var status = new JsonObject { ["allowed"] = decision.IsAllowed };
        if (decision.Reason.Length > 0)
        {
            status["reason"] = decision.Reason;
        }

        return status;
    }

    private static RequestAttributes Request(ApiCall call, JsonObject body, UserInfo user)
    {
        var resource = body.At("spec", "resourceAttributes");
        var path = body.At("spec", "nonResourceAttributes");
        if (resource is null == path is null)
        {
            throw Invalid(
                call,
                "spec.resourceAttributes",
                "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }

        string Of(string name) => resource.Text(name) ?? string.Empty;
        if (path is not null)
        {
            return new RequestAttributes(user, path.Text("verb") ?? string.Empty)
            {
                Path = path.Text("path") ?? string.Empty,
                IsResource = false,
            };
        }

        if (call.Namespace is { } place && !string.Equals(place, Of("namespace"), StringComparison.Ordinal))
        {
            throw Invalid(call, "spec.resourceAttributes.namespace", $"must match metadata.namespace: {place}");
        }

        return new RequestAttributes(user, Of("verb"))
        {
            Namespace = Of("namespace"),
            Group = Of("group"),
            Resource = Of("resource"),
            Subresource = Of("subresource"),
            Name = Of("name"),
        };
    }

    private static UserInfo Subject(ApiCall call, JsonObject body)
    {
        var name = body.Text("spec", "user") ?? string.Empty;
        var groups = body.Texts("spec", "groups").ToList();
        return name.Length > 0 || groups.Count > 0
            ? new UserInfo(name, groups)
            : throw Invalid(call, "spec.user", "at least one of user or group must be specified");
    }

    private static JsonObject Rules(Caller caller, JsonObject body)
    {
        var place = body.Text("spec", "namespace");
        if (place is not { Length: > 0 })
        {
            throw ApiErrors.BadRequest("no namespace on request");
        }

        var rules = caller.Authorizer.RulesOf(caller.User, place);
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray(
                [.. rules.Where(rule => rule.Resources.Count > 0).Select(rule => (rule with { Paths = [] }).ToJson())]),
            ["nonResourceRules"] = new JsonArray(
                [.. rules.Where(rule => rule.Paths.Count > 0)
                    .Select(rule => new PolicyRule(rule.Verbs) { Paths = rule.Paths }.ToJson())]),
            ["incomplete"] = false,
        };
    }

    private static ApiException Invalid(ApiCall call, string field, string rule) =>
        ApiErrors.Invalid(call.Kind, string.Empty, [FieldError.Invalid(field, string.Empty, rule)]);
}
