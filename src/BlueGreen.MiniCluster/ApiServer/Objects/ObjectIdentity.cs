using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Holds a body to the path it was sent to: version, kind, namespace and name must agree.</summary>
internal static class ObjectIdentity
{
    private const string NameLetters = "bcdfghjklmnpqrstvwxz2456789";
    private const int MaximumPrefix = 58;

    /// <summary>Checks a body, and fills in what the path says.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The body to change.</param>
    /// <exception cref="ApiException">Body and path disagree.</exception>
    public static void Settle(ApiCall call, JsonObject body)
    {
        CheckType(call, body);
        CheckMetadata(call, body["metadata"]);
        var metadata = body.Child("metadata");
        if (metadata.Text("name") is null or "" && metadata.Text("generateName") is { Length: > 0 } prefix)
        {
            metadata["name"] =
                prefix[..Math.Min(prefix.Length, MaximumPrefix)] + RandomNumberGenerator.GetString(NameLetters, 5);
        }

        metadata.Default("name", call.Name.Length > 0 ? call.Name : null);
        if (metadata.Text("name") is not { Length: > 0 } name)
        {
            var missing = FieldError.Required("metadata.name", "name or generateName is required");
            throw ApiErrors.Invalid(call.Kind, string.Empty, [missing]);
        }

        RequireNameOfPath(call, name);
        SettleNamespace(call, metadata);
    }

    /// <summary>Checks what became of an object by a patch: it may not become another one.</summary>
    /// <param name="call">The request.</param>
    /// <param name="patched">The patched object.</param>
    /// <exception cref="ApiException">Object and path disagree.</exception>
    public static void RequireSame(ApiCall call, JsonObject patched)
    {
        CheckType(call, patched);
        CheckMetadata(call, patched["metadata"]);
        var metadata = patched.Child("metadata");
        RequireNameOfPath(call, metadata.Text("name"));
        SettleNamespace(call, metadata);
    }

    private static void RequireNameOfPath(ApiCall call, string? name)
    {
        if (call.Name.Length > 0 && !string.Equals(name, call.Name, StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest(
                $"the name of the object ({name}) does not match the name on the URL ({call.Name})");
        }
    }

    // Asked before anything is filled in: what is filled in would hide that something else stood there.
    private static void CheckMetadata(ApiCall call, JsonNode? metadata)
    {
        var wrong = metadata is not (null or JsonObject) ? ("metadata", "ObjectMeta")
            : ((string[])["name", "generateName", "namespace"])
                .Where(name => metadata.At(name) is { } value && value.GetValueKind() != JsonValueKind.String)
                .Select(name => ($"metadata.{name}", "string"))
                .FirstOrDefault();
        if (wrong is ({ } field, { } type))
        {
            throw ApiErrors.BadRequest(
                $"{call.Kind.Kind} in version \"{call.Version}\" cannot be handled as a {call.Kind.Kind}: " +
                $"json: cannot unmarshal field {call.Kind.Kind}.{field} of type {type}");
        }
    }

    private static void SettleNamespace(ApiCall call, JsonObject metadata)
    {
        if (!call.Kind.IsNamespaced)
        {
            metadata.Remove("namespace");
            return;
        }

        if (call.Namespace is null)
        {
            throw ApiErrors.MethodNotAllowed(call.Kind);
        }

        metadata.Default("namespace", call.Namespace);
        if (!string.Equals(metadata.Text("namespace"), call.Namespace, StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest(
                "the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static void CheckType(ApiCall call, JsonObject body)
    {
        var expected = call.Kind.ApiVersion(call.Version);
        if (body.Text("kind") is not { } kind)
        {
            throw ApiErrors.BadRequest("Object 'Kind' is missing in the body of the request");
        }

        if (!string.Equals(body.Text("apiVersion"), expected, StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest(
                $"the API version in the data ({body.Text("apiVersion")}) does not match " +
                $"the expected API version ({expected})");
        }

        if (!string.Equals(kind, call.Kind.Kind, StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest(
                $"{kind} in version \"{call.Version}\" cannot be handled as a {call.Kind.Kind}: " +
                $"no kind \"{kind}\" is registered");
        }
    }
}
