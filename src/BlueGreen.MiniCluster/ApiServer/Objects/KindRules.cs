using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Definitions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>The rules an object must keep to be stored, by kind.</summary>
internal static class KindRules
{
    /// <summary>What is wrong with a replacement that does not say what it replaces, where it must.</summary>
    public static readonly FieldError MissingVersion =
        new("metadata.resourceVersion", "FieldValueInvalid", "Invalid value: 0x0: must be specified for an update");

    /// <summary>Says whether objects are only replaced by those who say which version they saw.</summary>
    /// <param name="kind">Their kind.</param>
    /// <returns>Whether they must.</returns>
    public static bool NeedsVersion(ResourceKind kind) =>
        kind.Custom is not null || kind.Group is "apiextensions.k8s.io" or "coordination.k8s.io";

    /// <summary>Checks an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IEnumerable<FieldError> Check(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        var annotations = next.Map("metadata", "annotations").Keys;
        var plural = kind.Custom is null ? kind.Plural : string.Empty;
        return NameRules.CheckName(plural, next.Text("metadata", "name") ?? string.Empty)
            .Concat(NameRules.CheckLabels("metadata.labels", next.Map("metadata", "labels")))
            .Concat(annotations.SelectMany(key => NameRules.CheckKey("metadata.annotations", key)))
            .Concat(CheckFinalizers(live, next))
            .Concat(CheckKind(kind, live, next));
    }

    // What is being deleted is held by those who held it before, and by nobody more.
    private static IEnumerable<FieldError> CheckFinalizers(JsonObject? live, JsonObject next)
    {
        var more = next.Texts("metadata", "finalizers")
            .Except(live.Texts("metadata", "finalizers"), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (live.At("metadata", "deletionTimestamp") is not null && more.Count > 0)
        {
            var names = string.Join(", ", more.Select(name => $"\"{name}\""));
            yield return FieldError.Forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers " +
                $"[]string{{{names}}}");
        }
    }

    private static IEnumerable<FieldError> CheckKind(ResourceKind kind, JsonObject? live, JsonObject next) =>
        (kind.Group, kind.Plural) switch
        {
            ("", "pods") => PodRules.Check(next["spec"], "spec")
                .Concat(live is null ? [] : PodRules.CheckChange(live, next)),
            ("", "services") => CheckService(live, next),
            ("", "secrets") => CheckKeys(next).Concat(CheckBytes(next)).Concat(CheckImmutable(live, next)),
            ("", "configmaps") => CheckKeys(next).Concat(CheckImmutable(live, next)),
            ("apps", _) => WorkloadRules.Check(kind, live, next),
            (RoleCatalog.Group, _) => AccessRules.Check(kind, live, next),
            ("apiextensions.k8s.io", _) => DefinitionRules.Check(live, next),
            _ when kind.Custom is { } custom => ValueCheck.Check(custom.Current.Values, live, next),
            _ => [],
        };

    private static IEnumerable<FieldError> CheckService(JsonObject? live, JsonObject next)
    {
        var type = next.Text("spec", "type");
        if (type is not ("ClusterIP" or "NodePort" or "LoadBalancer" or "ExternalName"))
        {
            yield return FieldError.NotSupported(
                "spec.type", type, "ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
        }

        var isHeadless = next.Text("spec", "clusterIP") is "None";
        if (!next.Objects("spec", "ports").Any() && !isHeadless && type is not "ExternalName")
        {
            yield return FieldError.Required("spec.ports");
        }

        foreach (var (port, index) in next.Objects("spec", "ports").Select((port, index) => (port, index)))
        {
            if (port.Number("port") is not (> 0 and <= 65535))
            {
                yield return new FieldError(
                    $"spec.ports[{index}].port",
                    "FieldValueInvalid",
                    $"Invalid value: {port["port"]?.ToJsonString() ?? "0"}: must be between 1 and 65535, inclusive");
            }
        }

        var (was, now) = (live.Text("spec", "clusterIP"), next.Text("spec", "clusterIP"));
        if (was is { Length: > 0 } && type is not "ExternalName" && !string.Equals(was, now, StringComparison.Ordinal))
        {
            yield return FieldError.Invalid("spec.clusterIPs[0]", now, "may not change once set");
        }
    }

    private static IEnumerable<FieldError> CheckKeys(JsonObject value) => ((string[])["data", "binaryData"])
        .SelectMany(field => value.Map(field).Keys.SelectMany(key => NameRules.CheckDataKey($"{field}[{key}]", key)));

    private static IEnumerable<FieldError> CheckBytes(JsonObject secret) => secret.Map("data")
        .Where(entry => !System.Buffers.Text.Base64.IsValid(entry.Value))
        .Select(entry => new FieldError($"data[{entry.Key}]", "FieldValueInvalid", "Invalid value: must be base64"));

    private static IEnumerable<FieldError> CheckImmutable(JsonObject? live, JsonObject next)
    {
        if (live.IsTrue("immutable") && !JsonNode.DeepEquals(live.At("data"), next.At("data")))
        {
            yield return FieldError.Forbidden("data", "field is immutable when `immutable` is set");
        }
    }
}
