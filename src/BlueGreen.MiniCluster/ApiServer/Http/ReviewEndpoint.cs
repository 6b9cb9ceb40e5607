using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Answers what the caller may do: the bearer of the token may do everything.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/access-authn-authz/authorization/"/>
internal static class ReviewEndpoint
{
    /// <summary>Answers one review.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    public static async Task AnswerAsync(ApiCall call)
    {
        if (call.Method is not "POST")
        {
            throw ApiErrors.MethodNotAllowed(call.Kind);
        }

        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        body["status"] = call.Kind.Plural switch
        {
            "selfsubjectaccessreviews" => new JsonObject
            {
                ["allowed"] = true,
                ["reason"] = "the token may do everything",
            },
            "selfsubjectrulesreviews" => Rules(),
            _ => new JsonObject
            {
                ["userInfo"] = new JsonObject { ["username"] = "mini-admin", ["groups"] = Groups() },
            },
        };
        _ = body.Child("metadata");
        await Answers.WriteAsync(call.Http, body, 201);
    }

    private static JsonArray Groups() => ["system:masters", "system:authenticated"];

    private static JsonObject Rules() => new()
    {
        ["resourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = new JsonArray("*"),
            ["apiGroups"] = new JsonArray("*"),
            ["resources"] = new JsonArray("*"),
        }),
        ["nonResourceRules"] = new JsonArray(new JsonObject
        {
            ["verbs"] = new JsonArray("*"),
            ["nonResourceURLs"] = new JsonArray("*"),
        }),
        ["incomplete"] = false,
    };
}
