using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>How an object is to be deleted, from the body or the query of a request.</summary>
/// <param name="GracePeriodSeconds">Seconds a pod may take to end, or null for its own setting.</param>
/// <param name="Propagation">Foreground, Background or Orphan.</param>
/// <param name="Uid">The uid it must have, or null.</param>
/// <param name="ResourceVersion">The resource version it must have, or null.</param>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/"/>
internal sealed record DeleteOptions(long? GracePeriodSeconds, string Propagation, string? Uid, string? ResourceVersion)
{
    /// <summary>Gets the options of a deletion that the server makes itself.</summary>
    public static DeleteOptions Background { get; } = new(null, "Background", null, null);

    /// <summary>Reads the options; the body wins over the query.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The body, or null.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ApiException">The propagation policy is unknown.</exception>
    public static DeleteOptions Read(ApiCall call, JsonObject? body)
    {
        var policy = body.Text("propagationPolicy") ?? call.Query("propagationPolicy");
        if (policy is not (null or "" or "Foreground" or "Background" or "Orphan"))
        {
            const string Known = "\"Foreground\", \"Background\", \"Orphan\", \"nil\"";
            throw Invalid("Unsupported", policy, $"supported values: {Known}");
        }

        var isOrphan = body.IsTrue("orphanDependents") || call.Flag("orphanDependents");
        var says = body.At("orphanDependents") is not null || call.Query("orphanDependents") is not null;
        if (says && policy is { Length: > 0 })
        {
            throw Invalid("Invalid", policy, "orphanDependents and deletionPropagation cannot be both set");
        }

        return new DeleteOptions(
            body.Number("gracePeriodSeconds") ?? GraceOf(call.Query("gracePeriodSeconds")),
            policy is null or "" ? (isOrphan ? "Orphan" : "Background") : policy,
            body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion"));
    }

    private static ApiException Invalid(string what, string policy, string rule) => new(
        422,
        "Invalid",
        $"DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: {what} value: \"{policy}\": {rule}");

    private static long? GraceOf(string? text) => text switch
    {
        null or "" => null,
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => throw ApiErrors.BadRequest(
            $"Invalid value: \"{text}\": strconv.ParseInt: parsing \"{text}\": invalid syntax"),
    };
}
