using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>Brings an object that a client wants into the state in which it may be stored.</summary>
/// <param name="addresses">Gives services their addresses.</param>
/// <param name="definitions">Gives definitions their names.</param>
internal sealed class ObjectPreparer(ServiceAddresses addresses, DefinitionStatus definitions)
{
    private const int MaximumErrors = 256;
    private const int MaximumWarnings = 16;
    private const int MaximumWarningLength = 256;

    private static readonly string[] ServerMetadata =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"];

    /// <summary>Drops unknown fields from what a client sent, and warns or refuses as it asked.</summary>
    /// <param name="call">The request.</param>
    /// <param name="body">The body to change.</param>
    /// <exception cref="ApiException">A field has the wrong type, or is unknown and must not be.</exception>
    public static void Decode(ApiCall call, JsonObject body)
    {
        var check = SchemaCheck.Prune(body, call.Kind.Schema, keepsNulls: call.Kind.Custom is not null);
        var cannot = $"{call.Kind.Kind} in version \"{call.Version}\" cannot be handled as a {call.Kind.Kind}: ";
        if (TypeErrorOf(call.Kind, check) is { } error)
        {
            throw ApiErrors.BadRequest(cannot + error);
        }

        var unknown = check.Unknown.Select(path => $"unknown field \"{path}\"").ToList();
        if (unknown.Count > 0 && call.FieldValidation == FieldValidation.Strict)
        {
            throw ApiErrors.BadRequest($"{cannot}strict decoding error: {string.Join(", ", unknown)}");
        }

        if (call.FieldValidation == FieldValidation.Warn)
        {
            foreach (var warning in unknown.Take(MaximumWarnings))
            {
                call.Http.Response.Headers.Append("Warning", $"299 - \"{Quoted(warning)}\"");
            }
        }
    }

    /// <summary>Completes an object: server-owned fields, defaults, generation; then checks it.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object to change.</param>
    /// <exception cref="ApiException">The object breaks rules.</exception>
    public void Complete(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        KeepServerFields(kind, live, next);
        ZeroValues.Drop(kind, next);
        KindDefaults.Apply(kind, next);
        if (kind.Is(string.Empty, "services"))
        {
            next.Child("spec").Default("clusterIP", live?.At("spec", "clusterIP")?.DeepClone());
            addresses.Complete(next);
        }

        if (kind.Group is "apiextensions.k8s.io")
        {
            definitions.Complete(live, next);
        }

        if (kind.Custom is { } custom)
        {
            ValueDefaults.Apply(custom.Current.Values, next);
        }

        SetGeneration(kind, live, next);
        Check(kind, live, next);
    }

    /// <summary>Checks a complete object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <exception cref="ApiException">The object breaks rules.</exception>
    public static void Check(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        var errors = KindRules.Check(kind, live, next).Take(MaximumErrors).ToList();
        if (errors.Count > 0)
        {
            throw ApiErrors.Invalid(kind, next.Text("metadata", "name") ?? string.Empty, errors);
        }
    }

    // To the real server a custom object is a tree of values until its schema is asked; only metadata has types.
    private static string? TypeErrorOf(ResourceKind kind, SchemaCheck check) => check.TypeErrors
        .Where(error => kind.Custom is null || error.Path.StartsWith("metadata", StringComparison.Ordinal))
        .Select(error => error.Message)
        .FirstOrDefault();

    // A header holds printable ASCII only, and clients read no more than some thousand bytes of headers.
    private static string Quoted(string text)
    {
        var plain = text.Length > MaximumWarningLength ? text[..MaximumWarningLength] + "..." : text;
        return string.Concat(plain.Select(c => c switch
        {
            '\\' or '"' => $"\\{c}",
            >= ' ' and <= '~' => $"{c}",
            _ => "?",
        }));
    }

    private static void KeepServerFields(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        var metadata = next.Child("metadata");
        foreach (var name in ServerMetadata)
        {
            metadata.Remove(name);
            if (live.At("metadata", name) is { } kept)
            {
                metadata[name] = kept.DeepClone();
            }
        }

        if (!kind.HasStatus)
        {
            return;
        }

        next.Remove("status");
        if (live?["status"] is { } status)
        {
            next["status"] = status.DeepClone();
        }
        else if (live is null && kind.Is(string.Empty, "pods"))
        {
            next["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
        }
        else if (live is null && kind.Group is "apps")
        {
            next["status"] = new JsonObject();
        }
    }

    private static void SetGeneration(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        if (kind.Group is not ("apps" or "apiextensions.k8s.io" or "autoscaling") && kind.Custom is null)
        {
            return;
        }

        var generation = live.Number("metadata", "generation") ?? 0;
        if (live is null || !JsonNode.DeepEquals(Desired(kind, live), Desired(kind, next)))
        {
            generation++;
        }

        next.Child("metadata")["generation"] = generation;
    }

    private static JsonObject Desired(ResourceKind kind, JsonObject value)
    {
        var desired = value.Copy();
        desired.Remove("metadata");
        desired.Remove("apiVersion");
        if (kind.HasStatus || kind.Custom is null)
        {
            desired.Remove("status");
        }

        return desired;
    }
}
