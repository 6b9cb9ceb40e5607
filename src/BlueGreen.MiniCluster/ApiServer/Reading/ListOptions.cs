using System.Globalization;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>How a list or watch was asked for, checked as the real server checks it.</summary>
/// <param name="Version">The resource version; null when none was named, 0 for any.</param>
/// <param name="Match">Exact, NotOlderThan, or empty.</param>
/// <seealso href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions"/>
internal sealed record ListOptions(long? Version, string Match)
{
    /// <summary>Gets how many items are wanted at most; 0 for all.</summary>
    public long Limit { get; private init; }

    /// <summary>Gets the token of the next page; empty for the first one.</summary>
    public string Continue { get; private init; } = string.Empty;

    /// <summary>Gets whether a watch begins with the objects there are; null when it was not said.</summary>
    public bool? SendInitialEvents { get; private init; }

    /// <summary>Gets the seconds after which a watch ends; 0 when none were named.</summary>
    public long TimeoutSeconds { get; private init; }

    /// <summary>Reads the options of a list.</summary>
    /// <param name="call">The request.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ApiException">They cannot be, or not together.</exception>
    public static ListOptions OfList(ApiCall call)
    {
        var options = Read(call);
        if (options.SendInitialEvents is not null)
        {
            throw Invalid(FieldError.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
        }

        if (options.Match.Length > 0 && options.Continue.Length > 0)
        {
            throw Forbidden("resourceVersionMatch is forbidden when continue is provided");
        }

        if (options.Continue.Length > 0 && options.Version > 0)
        {
            throw ApiErrors.BadRequest("specifying resource version is not allowed when using continue");
        }

        return options.Match is "Exact" && options.Version is 0
            ? throw Forbidden("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"")
            : options;
    }

    /// <summary>Reads the options of a watch.</summary>
    /// <param name="call">The request.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ApiException">They cannot be, or not together.</exception>
    public static ListOptions OfWatch(ApiCall call)
    {
        var options = Read(call);
        return (options.SendInitialEvents, options.Match) switch
        {
            (null, "") or (not null, "NotOlderThan") => options,
            (null, _) => throw Forbidden(
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"),
            _ => throw Forbidden("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"),
        };
    }

    private static ListOptions Read(ApiCall call)
    {
        var version = call.Query("resourceVersion") ?? string.Empty;
        var match = call.Query("resourceVersionMatch") ?? string.Empty;
        if (match is not ("" or "Exact" or "NotOlderThan"))
        {
            throw Invalid(
                FieldError.NotSupported("resourceVersionMatch", match, "Exact", "NotOlderThan", string.Empty));
        }

        var isInitial = call.Query("sendInitialEvents") is null ? (bool?)null : call.Flag("sendInitialEvents");
        return new ListOptions(version.Length == 0 ? null : Number(version), match)
        {
            Limit = Number(call.Query("limit")),
            Continue = call.Query("continue") ?? string.Empty,
            SendInitialEvents = isInitial,
            TimeoutSeconds = Number(call.Query("timeoutSeconds")),
        }.Checked();
    }

    private static long Number(string? text) => text switch
    {
        null or "" => 0,
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw ApiErrors.BadRequest(
            $"Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax"),
    };

    private static ApiException Forbidden(string rule) => Invalid(FieldError.Forbidden("resourceVersionMatch", rule));

    private static ApiException Invalid(FieldError error) => new(
        422, "Invalid", $"ListOptions.meta.k8s.io \"\" is invalid: {error.Field}: {error.Message}");

    private ListOptions Checked() => Match.Length > 0 && Version is null && SendInitialEvents is null
        ? throw Forbidden("resourceVersionMatch is forbidden unless resourceVersion is provided")
        : this;
}
