using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Fields;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>One request for a resource, with its path and query understood.</summary>
/// <param name="Http">The request and its answer.</param>
/// <param name="Kind">The resource.</param>
/// <param name="Version">The version it was asked in.</param>
/// <param name="Namespace">The namespace of the path, or null for all of them or none.</param>
internal sealed record ApiCall(HttpContext Http, ResourceKind Kind, string Version, string? Namespace)
{
    /// <summary>Gets the name in the path; empty for a collection.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Gets the subresource in the path; empty for the object itself.</summary>
    public string Subresource { get; init; } = string.Empty;

    /// <summary>Gets the HTTP method.</summary>
    public string Method => Http.Request.Method;

    /// <summary>Gets a value indicating whether nothing may be stored.</summary>
    public bool IsDryRun => Query("dryRun") switch
    {
        null or "" => false,
        "All" => true,
        var other => throw new ApiException(
            422,
            "Invalid",
            $" \"\" is invalid: dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
    };

    /// <summary>Gets whom the written fields belong to, when the call updates.</summary>
    public FieldOwner Updater =>
        new(ManagerName, IsApply: false, Kind.ApiVersion(Version), Subresource);

    /// <summary>Gets a value indicating whether unknown fields are an error, a warning or nothing.</summary>
    public FieldValidation FieldValidation => Query("fieldValidation") switch
    {
        null or "" or "Warn" => FieldValidation.Warn,
        "Strict" => FieldValidation.Strict,
        "Ignore" => FieldValidation.Ignore,
        var other => throw new ApiException(
            422,
            "Invalid",
            $" \"\" is invalid: fieldValidation: Unsupported value: \"{other}\": " +
            "supported values: \"Ignore\", \"Strict\", \"Warn\""),
    };

    // Without a name, clients are told apart by the program in their User-Agent.
    private string ManagerName => Query("fieldManager") is { Length: > 0 } name
        ? name
        : Http.Request.Headers.UserAgent.ToString().Split('/')[0] is { Length: > 0 } program ? program : "unknown";

    /// <summary>Reads a query parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The first value, or null when there is none.</returns>
    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var values) ? values[0] : null;

    /// <summary>Reads a truth value of the query.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it is set: to the real server, all but these two words mean yes.</returns>
    public bool Flag(string name) => Flag(Http.Request, name);

    /// <summary>Reads a truth value of a query.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it is set: to the real server, all but these two words mean yes.</returns>
    public static bool Flag(HttpRequest request, string name) =>
        request.Query.TryGetValue(name, out var values) && values[0] is { } text
        && text is not "0" && !string.Equals(text, "false", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What to do about fields that the schema does not know.</summary>
internal enum FieldValidation
{
    /// <summary>Drop them and say so in a header.</summary>
    Warn,

    /// <summary>Refuse the request.</summary>
    Strict,

    /// <summary>Drop them.</summary>
    Ignore,
}
