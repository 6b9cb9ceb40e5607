using System.Globalization;
using System.Text.Json;
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
    private static readonly (string[] Path, JsonValueKind[] Kinds)[] Types =
    [
        (["propagationPolicy"], [JsonValueKind.String]),
        (["orphanDependents"], [JsonValueKind.True, JsonValueKind.False]),
        (["gracePeriodSeconds"], [JsonValueKind.Number]),
        (["dryRun"], [JsonValueKind.Array]),
        (["preconditions"], [JsonValueKind.Object]),
        (["preconditions", "uid"], [JsonValueKind.String]),
        (["preconditions", "resourceVersion"], [JsonValueKind.String]),
    ];

    /// <summary>Gets a value indicating whether the body says that nothing may be removed.</summary>
    public bool IsDryRun { get; private init; }

    /// <summary>Gets the options of a deletion that the server makes itself.</summary>
    public static DeleteOptions Background { get; } = new(null, "Background", null, null);

    /// <summary>Reads the options; the body wins over the query.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The body, or null.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ApiException">They cannot be understood: then nothing may be deleted.</exception>
    public static DeleteOptions Read(ApiCall call, JsonObject? body)
    {
        RequireTypes(body);
        var policy = body.Text("propagationPolicy") ?? call.Query("propagationPolicy");
        if (policy is not (null or "" or "Foreground" or "Background" or "Orphan"))
        {
            const string Known = "\"Foreground\", \"Background\", \"Orphan\", \"nil\"";
            throw Invalid("propagationPolicy: Unsupported", policy, $"supported values: {Known}");
        }

        var isOrphan = body.IsTrue("orphanDependents") || call.Flag("orphanDependents");
        var says = body.At("orphanDependents") is not null || call.Query("orphanDependents") is not null;
        if (says && policy is { Length: > 0 })
        {
            throw Invalid(
                "propagationPolicy: Invalid", policy, "orphanDependents and deletionPropagation cannot be both set");
        }

        return new DeleteOptions(
            body.Number("gracePeriodSeconds") ?? GraceOf(call.Query("gracePeriodSeconds")),
            policy is null or "" ? (isOrphan ? "Orphan" : "Background") : policy,
            body.Text("preconditions", "uid"),
            body.Text("preconditions", "resourceVersion"))
        {
            IsDryRun = IsDryRunOf(body),
        };
    }

    // What has another type would read as if it were not there, and something would go that was to be kept.
    private static void RequireTypes(JsonObject? body)
    {
        foreach (var (path, kinds) in Types)
        {
            if (body.At(path) is { } value && !kinds.Contains(value.GetValueKind()))
            {
                throw ApiErrors.BadRequest(
                    "DeleteOptions in version \"v1\" cannot be handled as a DeleteOptions: json: cannot unmarshal " +
                    $"{value.ToJsonString()} into field DeleteOptions.{string.Join('.', path)}");
            }
        }
    }

    private static bool IsDryRunOf(JsonObject? body)
    {
        var values = body.At("dryRun") is JsonArray items ? items.Select(item => item.Text() ?? string.Empty) : [];
        var wrong = values.FirstOrDefault(value => value is not "All");
        return wrong is null
            ? values.Any()
            : throw Invalid("dryRun: Unsupported", wrong, "supported values: \"All\"");
    }

    private static ApiException Invalid(string what, string value, string rule) => new(
        422,
        "Invalid",
        $"DeleteOptions.meta.k8s.io \"\" is invalid: {what} value: \"{value}\": {rule}");

    private static long? GraceOf(string? text) => text switch
    {
        null or "" => null,
        _ when long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => throw ApiErrors.BadRequest(
            $"Invalid value: \"{text}\": strconv.ParseInt: parsing \"{text}\": invalid syntax"),
    };
}
