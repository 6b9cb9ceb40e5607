using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Security.Authentication;

/// <summary>Answers <c>serviceaccounts/token</c>: a new token of an account, for <c>kubectl create token</c>.</summary>
/// <param name="services">The parts that do the work.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/"/>
internal sealed class TokenEndpoint(ApiServices services)
{
    private const long DefaultSeconds = 3600;
    private const long MinimumSeconds = 600;
    private const long MaximumSeconds = 1L << 32;

    private static readonly ResourceKind Request = new("authentication.k8s.io", "tokenrequests", "TokenRequest");

    /// <summary>Answers one call.</summary>
    /// <param name="call">The request.</param>
    /// <returns>When it is answered.</returns>
    /// <exception cref="ApiException">There is no such account, or it asks for what tokens cannot be.</exception>
    public async Task AnswerAsync(ApiCall call)
    {
        var body = await RequestBody.ReadObjectAsync(call.Http.Request, call.Http.RequestAborted);
        var account = services.Reader.Get(call);
        var wish = WishOf(call, body);
        var (token, until) = services.Tokens.Issue(account, wish);
        var spec = body.Child("spec");
        spec["audiences"] = new JsonArray([.. wish.Audiences.Select(audience => JsonValue.Create(audience))]);
        spec["expirationSeconds"] = wish.Seconds;
        body["kind"] = Request.Kind;
        body["apiVersion"] = "authentication.k8s.io/v1";
        body.Child("metadata")["name"] = call.Name;
        body.Child("metadata")["namespace"] = call.Namespace;
        body["status"] = new JsonObject
        {
            ["token"] = call.IsDryRun ? string.Empty : token,
            ["expirationTimestamp"] = $"{until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
        };
        await Answers.WriteAsync(call.Http, body, 201);
    }

    private TokenWish WishOf(ApiCall call, JsonObject body)
    {
        var seconds = body.Number("spec", "expirationSeconds") ?? DefaultSeconds;
        var rule = seconds < MinimumSeconds ? "may not specify a duration less than 10 minutes"
            : seconds > MaximumSeconds ? "may not specify a duration larger than 2^32 seconds"
            : null;
        if (rule is not null)
        {
            var error = new FieldError(
                "spec.expirationSeconds", "FieldValueInvalid", $"Invalid value: {seconds}: {rule}");
            throw ApiErrors.Invalid(Request, string.Empty, [error]);
        }

        var audiences = body.Texts("spec", "audiences").Where(audience => audience.Length > 0).ToList();
        var bound = body.At("spec", "boundObjectRef") is { } reference ? BoundOf(call, reference) : null;
        return new TokenWish(audiences.Count > 0 ? audiences : [ServiceAccountTokens.Audience], seconds, bound);
    }

    private BoundObject BoundOf(ApiCall call, JsonNode reference)
    {
        var plural = (reference.Text("apiVersion"), reference.Text("kind")) switch
        {
            ("v1", "Pod") => "pods",
            ("v1", "Secret") => "secrets",
            var (version, kind) => throw ApiErrors.BadRequest(
                $"cannot bind token to object of type /{version}, Kind={kind}"),
        };
        var target = call with
        {
            Kind = KindCatalog.Core(plural),
            Name = reference.Text("name") ?? string.Empty,
            Subresource = string.Empty,
        };
        var found = services.Reader.Get(target);
        if (plural is "pods" && !string.Equals(AccountOf(found), call.Name, StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest(
                $"cannot bind token for serviceaccount \"{call.Name}\" to pod running with different " +
                "serviceaccount name.");
        }

        var uid = found.Text("metadata", "uid")!;
        return reference.Text("uid") is { Length: > 0 } wanted && !string.Equals(wanted, uid, StringComparison.Ordinal)
            ? throw ApiErrors.Conflict(
                target.Kind,
                target.Name,
                $"the UID in the bound object reference ({wanted}) does not match the UID in record. " +
                "The object might have been deleted and then recreated")
            : new BoundObject(plural, target.Name, uid);
    }

    private static string AccountOf(JsonObject pod) => pod.Text("spec", "serviceAccountName") ?? "default";
}
