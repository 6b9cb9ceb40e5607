using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Fields;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>What a server-side apply must say before it is looked at.</summary>
internal static class ApplyRules
{
    /// <summary>Checks a configuration.</summary>
    /// <param name="call">The request.</param>
    /// <param name="applied">The configuration to complete.</param>
    /// <returns>Whom the applied fields will belong to.</returns>
    /// <exception cref="ApiException">The manager is missing, or the configuration cannot be typed.</exception>
    public static FieldOwner Check(ApiCall call, JsonObject applied)
    {
        if (call.Query("fieldManager") is not { Length: > 0 } manager)
        {
            throw new ApiException(
                422,
                "Invalid",
                "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }

        if (applied.At("metadata", "managedFields") is not (null or JsonArray { Count: 0 }))
        {
            throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        }

        applied.Child("metadata").Remove("managedFields");
        ObjectIdentity.Settle(call, applied);
        var unknown = SchemaCheck.Prune(applied.Copy(), call.Kind.Schema);
        var first = unknown.Unknown.Count > 0
            ? $".{unknown.Unknown[0]}: field not declared in schema"
            : unknown.TypeErrors.Select(error => error.Message).FirstOrDefault()
                ?? ListKeys.FindError(applied, call.Kind.Schema);
        if (first is not null)
        {
            // The real server answers 500 here, and clients have to live with it.
            throw new ApiException(
                500,
                string.Empty,
                $"failed to create typed patch object ({call.Namespace}/{call.Name}; " +
                $"{call.Kind.ApiVersion(call.Version)}, Kind={call.Kind.Kind}): {first}");
        }

        return new FieldOwner(manager, IsApply: true, call.Kind.ApiVersion(call.Version), call.Subresource);
    }

    /// <summary>Checks the resource version in a configuration: it is a precondition.</summary>
    /// <param name="call">The request.</param>
    /// <param name="live">The object as it is, or null.</param>
    /// <param name="applied">The configuration.</param>
    /// <exception cref="ApiException">The object is at another version.</exception>
    public static void CheckVersion(ApiCall call, JsonObject? live, JsonObject applied)
    {
        if (live is null && call.Subresource.Length > 0)
        {
            throw ApiErrors.NotFound(call.Kind, call.Name);
        }

        if (applied.Text("metadata", "resourceVersion") is { Length: > 0 } version
            && !string.Equals(version, live.Text("metadata", "resourceVersion"), StringComparison.Ordinal))
        {
            throw ApiErrors.Modified(call.Kind, call.Name);
        }
    }

    /// <summary>Gives the part of a configuration that counts: the status through its subresource, and only there.
    /// </summary>
    /// <remarks>What does not count conflicts with nobody, either.</remarks>
    /// <param name="call">The request.</param>
    /// <param name="applied">The configuration, left alone.</param>
    /// <returns>The part, without a resource version.</returns>
    public static JsonObject PartFor(ApiCall call, JsonObject applied)
    {
        var part = applied.Copy();
        if (call.Subresource is "status")
        {
            part = new JsonObject { ["metadata"] = new JsonObject() };
            part["status"] = applied["status"]?.DeepClone();
        }
        else if (call.Kind.HasStatus)
        {
            part.Remove("status");
        }

        part.Child("metadata").Remove("resourceVersion");
        return part;
    }
}
