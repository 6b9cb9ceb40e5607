using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer.Errors;

/// <summary>The refusals, in the words of the real API server: people search the web for these sentences.</summary>
internal static class ApiErrors
{
    /// <summary>There is no such object.</summary>
    public static ApiException NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.Qualified} \"{name}\" not found", Details(kind, name));

    /// <summary>There is no such resource or path.</summary>
    public static ApiException UnknownResource() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    /// <summary>There is one already.</summary>
    public static ApiException AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.Qualified} \"{name}\" already exists", Details(kind, name));

    /// <summary>The object is not what the client saw.</summary>
    public static ApiException Conflict(ResourceKind kind, string name, string why) =>
        new(
            409,
            "Conflict",
            $"Operation cannot be fulfilled on {kind.Qualified} \"{name}\": {why}",
            Details(kind, name));

    /// <summary>The object changed since the client read it.</summary>
    public static ApiException Modified(ResourceKind kind, string name) => Conflict(
        kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    /// <summary>The object breaks rules of its kind.</summary>
    public static ApiException Invalid(ResourceKind kind, string name, IReadOnlyCollection<FieldError> errors)
    {
        var texts = errors.Select(error => $"{error.Field}: {error.Message}").ToList();
        var text = texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        var details = Details(kind, name);
        details["kind"] = kind.Kind;
        details["causes"] = Causes(errors);
        var qualified = kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";
        return new ApiException(422, "Invalid", $"{qualified} \"{name}\" is invalid: {text}", details);
    }

    /// <summary>The request could not be understood.</summary>
    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>The request may not be made.</summary>
    public static ApiException Forbidden(ResourceKind kind, string name, string why) => name.Length == 0
        ? new(403, "Forbidden", $"{kind.Qualified} is forbidden: {why}", Details(kind, name: null))
        : new(403, "Forbidden", $"{kind.Qualified} \"{name}\" is forbidden: {why}", Details(kind, name));

    /// <summary>The caller's roles do not allow the request.</summary>
    public static ApiException Forbidden(RequestAttributes request, string reason)
    {
        var why = request.Describe() + (reason.Length > 0 ? $": {reason}" : string.Empty);
        return request.IsResource
            ? Forbidden(new ResourceKind(request.Group, request.Resource, string.Empty), request.Name, why)
            : new ApiException(403, "Forbidden", $"forbidden: {why}", []);
    }

    /// <summary>The resource has no such verb.</summary>
    public static ApiException MethodNotAllowed(ResourceKind? kind) => new(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        kind is null ? [] : Details(kind, name: null));

    /// <summary>The token is missing or wrong.</summary>
    public static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    /// <summary>No media type that the client accepts can be produced.</summary>
    public static ApiException NotAcceptable() => new(
        406, "NotAcceptable", "only the following media types are accepted: application/json, application/yaml");

    /// <summary>The body's media type cannot be read.</summary>
    public static ApiException UnsupportedMediaType(string accepted) => new(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {accepted}");

    /// <summary>The body is over the limit.</summary>
    public static ApiException TooLarge(long limit) =>
        new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    /// <summary>The history does not go back to the asked resource version.</summary>
    public static ApiException Expired(string message, string? next = null) =>
        new(410, "Expired", message) { Continue = next };

    /// <summary>The asked resource version lies ahead.</summary>
    public static ApiException TooLargeVersion(long asked, long current) => new(
        504,
        "Timeout",
        $"Timeout: Too large resource version: {asked}, current: {current}",
        new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "ResourceVersionTooLarge",
                ["message"] = "Too large resource version",
            }),
            ["retryAfterSeconds"] = 1,
        });

    /// <summary>Turns a refusal of the store into its answer.</summary>
    public static ApiException From(StoreException refusal, ResourceKind kind, string name) => refusal.Refusal switch
    {
        StoreRefusal.NotFound => NotFound(kind, name),
        StoreRefusal.AlreadyExists => AlreadyExists(kind, name),
        StoreRefusal.Conflict => Modified(kind, name),
        _ => Expired(refusal.Message),
    };

    private static JsonObject Details(ResourceKind kind, string? name)
    {
        var details = new JsonObject();
        if (name is not null)
        {
            details["name"] = name;
        }

        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        details["kind"] = kind.Plural;
        return details;
    }

    private static JsonArray Causes(IEnumerable<FieldError> errors) =>
    [
        .. errors.Select(error => new JsonObject
        {
            ["reason"] = error.Reason,
            ["message"] = error.Message,
            ["field"] = error.Field,
        }),
    ];
}
