using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>What roles and bindings must be to be stored.</summary>
internal static class AccessRules
{
    /// <summary>Fills in what a binding leaves out.</summary>
    /// <param name="value">A role or a binding.</param>
    public static void Complete(JsonObject value)
    {
        if (value["roleRef"] is JsonObject reference && reference.Text("apiGroup") is null or "")
        {
            reference["apiGroup"] = RoleCatalog.Group;
        }

        foreach (var subject in value.Objects("subjects"))
        {
            if (subject.Text("kind") is "User" or "Group" && subject.Text("apiGroup") is null or "")
            {
                subject["apiGroup"] = RoleCatalog.Group;
            }
        }
    }

    /// <summary>Checks a role or a binding.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IEnumerable<FieldError> Check(ResourceKind kind, JsonObject? live, JsonObject next) =>
        kind.Plural is "roles" or "clusterroles"
            ? next.Objects("rules").SelectMany((rule, index) => CheckRule(rule, $"rules[{index}]", kind.IsNamespaced))
            : CheckReference(kind, live, next).Concat(next.Objects("subjects").SelectMany(CheckSubject));

    private static IEnumerable<FieldError> CheckRule(JsonObject rule, string field, bool isNamespaced)
    {
        var read = PolicyRule.Read(rule);
        if (read.Verbs.Count == 0)
        {
            yield return FieldError.Required($"{field}.verbs", "verbs must contain at least one value");
        }

        if (read.Paths.Count > 0)
        {
            var isMixed = read.Groups.Count > 0 || read.Resources.Count > 0 || read.Names.Count > 0;
            if (isNamespaced || isMixed)
            {
                var why = isNamespaced
                    ? "namespaced rules cannot apply to non-resource URLs"
                    : "rules cannot apply to both regular resources and non-resource URLs";
                yield return new FieldError(
                    $"{field}.nonResourceURLs",
                    "FieldValueInvalid",
                    $"Invalid value: {rule["nonResourceURLs"]?.ToJsonString()}: {why}");
            }

            yield break;
        }

        if (read.Groups.Count == 0)
        {
            yield return FieldError.Required(
                $"{field}.apiGroups", "resource rules must supply at least one api group");
        }

        if (read.Resources.Count == 0)
        {
            yield return FieldError.Required($"{field}.resources", "resource rules must supply at least one resource");
        }
    }

    private static IEnumerable<FieldError> CheckReference(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        var reference = next.At("roleRef");
        string[] kinds = kind.IsNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"];
        if (reference.Text("apiGroup") is not RoleCatalog.Group)
        {
            yield return FieldError.NotSupported("roleRef.apiGroup", reference.Text("apiGroup"), RoleCatalog.Group);
        }

        if (!kinds.Contains(reference.Text("kind"), StringComparer.Ordinal))
        {
            yield return FieldError.NotSupported("roleRef.kind", reference.Text("kind"), kinds);
        }

        if (reference.Text("name") is null or "")
        {
            yield return FieldError.Required("roleRef.name");
        }

        if (live is not null && !JsonNode.DeepEquals(live["roleRef"], reference))
        {
            yield return new FieldError(
                "roleRef",
                "FieldValueInvalid",
                $"Invalid value: rbac.RoleRef{{APIGroup:\"{reference.Text("apiGroup")}\", " +
                $"Kind:\"{reference.Text("kind")}\", Name:\"{reference.Text("name")}\"}}: cannot change roleRef");
        }
    }

    private static IEnumerable<FieldError> CheckSubject(JsonObject subject, int index)
    {
        var field = $"subjects[{index}]";
        if (subject.Text("name") is null or "")
        {
            yield return FieldError.Required($"{field}.name");
        }

        switch (subject.Text("kind"))
        {
            case "ServiceAccount" when subject.Text("namespace") is null or "":
                yield return FieldError.Required($"{field}.namespace");
                break;
            case "ServiceAccount" when subject.Text("apiGroup") is { Length: > 0 } group:
                yield return FieldError.NotSupported($"{field}.apiGroup", group, string.Empty);
                break;
            case "User" or "Group" when subject.Text("apiGroup") is not RoleCatalog.Group:
                yield return FieldError.NotSupported(
                    $"{field}.apiGroup", subject.Text("apiGroup"), RoleCatalog.Group);
                break;
            case "ServiceAccount" or "User" or "Group":
                break;
            case var kind:
                yield return FieldError.NotSupported($"{field}.kind", kind, "ServiceAccount", "User", "Group");
                break;
        }
    }
}
