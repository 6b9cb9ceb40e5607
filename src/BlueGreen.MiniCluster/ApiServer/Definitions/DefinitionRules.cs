using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Objects;

namespace BlueGreen.MiniCluster.ApiServer.Definitions;

/// <summary>The rules that a CustomResourceDefinition must keep, in the words of the real server.</summary>
/// <seealso
/// href="https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/"/>
internal static class DefinitionRules
{
    private static readonly string[] ColumnTypes = ["boolean", "date", "integer", "number", "string"];

    /// <summary>Checks a definition.</summary>
    /// <param name="live">The definition as it is, or null for a new one.</param>
    /// <param name="next">The definition as it shall be.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IEnumerable<FieldError> Check(JsonObject? live, JsonObject next) => CheckName(next)
        .Concat(CheckGroup(next))
        .Concat(CheckVersions(next))
        .Concat(CheckNames(next))
        .Concat(next.Objects("spec", "versions").SelectMany((v, i) => CheckVersion(v, $"spec.versions[{i}]")))
        .Concat(live is null ? [] : CheckChange(live, next));

    private static IEnumerable<FieldError> CheckName(JsonObject next)
    {
        var expected = $"{next.Text("spec", "names", "plural")}.{next.Text("spec", "group")}";
        if (!string.Equals(expected, next.Text("metadata", "name"), StringComparison.Ordinal))
        {
            yield return FieldError.Invalid(
                "metadata.name", next.Text("metadata", "name"), "must be spec.names.plural+\".\"+spec.group");
        }
    }

    private static IEnumerable<FieldError> CheckGroup(JsonObject next)
    {
        var (group, scope) = (next.Text("spec", "group") ?? string.Empty, next.Text("spec", "scope") ?? string.Empty);
        if (group.Length == 0)
        {
            yield return FieldError.Required("spec.group");
        }
        else if (NameRules.CheckSubdomain("spec.group", group).FirstOrDefault() is { } wrong)
        {
            yield return wrong;
        }
        else if (!group.Contains('.', StringComparison.Ordinal))
        {
            yield return FieldError.Invalid("spec.group", group, "should be a domain with at least one dot");
        }

        if (scope.Length == 0)
        {
            yield return FieldError.Required("spec.scope");
        }
        else if (scope is not ("Cluster" or "Namespaced"))
        {
            yield return FieldError.NotSupported("spec.scope", scope, "Cluster", "Namespaced");
        }

        if (next.Text("spec", "conversion", "strategy") is { } strategy and not "None")
        {
            yield return FieldError.NotSupported("spec.conversion.strategy", strategy, "None");
        }

        if (next.IsTrue("spec", "preserveUnknownFields"))
        {
            yield return new FieldError(
                "spec.preserveUnknownFields",
                "FieldValueInvalid",
                "Invalid value: true: cannot set to true, set x-kubernetes-preserve-unknown-fields to true in " +
                "spec.versions[*].schema instead");
        }
    }

    private static IEnumerable<FieldError> CheckVersions(JsonObject next)
    {
        var versions = next.Objects("spec", "versions").ToList();
        var names = versions.Select(version => version.Text("name") ?? string.Empty).ToList();
        var wrong = names.SelectMany((name, i) => NameRules.CheckService($"spec.versions[{i}].name", name));
        foreach (var error in wrong)
        {
            yield return error;
        }

        var shown = next.At("spec", "versions")?.ToJsonString() ?? "null";
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            yield return Invalid("spec.versions", shown, "must contain unique version names");
        }

        if (versions.Count(version => version.IsTrue("storage")) != 1)
        {
            yield return Invalid("spec.versions", shown, "must have exactly one version marked as storage version");
        }

        foreach (var (stored, i) in next.Texts("status", "storedVersions").Select((stored, i) => (stored, i)))
        {
            if (!names.Contains(stored, StringComparer.Ordinal))
            {
                yield return FieldError.Invalid($"status.storedVersions[{i}]", stored, "must appear in spec.versions");
            }
        }
    }

    private static IEnumerable<FieldError> CheckNames(JsonObject next)
    {
        var names = next.At("spec", "names");
        foreach (var field in (string[])["plural", "singular", "kind", "listKind"])
        {
            var path = $"spec.names.{field}";
            var name = names.Text(field) ?? string.Empty;
            var errors = name.Length == 0
                ? [FieldError.Required(path)]
                : field is "kind" or "listKind"
                    ? NameRules.CheckService(path, name.ToLowerInvariant())
                        .Select(_ => NameRules.CheckService(path, name).First() with { Message = MixedCase(name) })
                    : NameRules.CheckService(path, name);
            foreach (var error in errors)
            {
                yield return error;
            }
        }

        foreach (var field in (string[])["shortNames", "categories"])
        {
            var wrong = names.Texts(field)
                .SelectMany((name, i) => NameRules.CheckService($"spec.names.{field}[{i}]", name));
            foreach (var error in wrong)
            {
                yield return error;
            }
        }

        if (names.Text("kind") is { Length: > 0 } kind
            && string.Equals(kind, names.Text("listKind"), StringComparison.Ordinal))
        {
            yield return FieldError.Invalid("spec.names.listKind", kind, "kind and listKind may not be the same");
        }
    }

    private static string MixedCase(string name) =>
        $"Invalid value: \"{name}\": may have mixed case, but should otherwise match: {NameRules.ServiceRule}";

    private static IEnumerable<FieldError> CheckVersion(JsonObject version, string path)
    {
        var schemaPath = $"{path}.schema.openAPIV3Schema";
        var errors = version.At("schema", "openAPIV3Schema") is JsonObject schema
            ? StructuralRules.Check(schema, schemaPath)
            : [FieldError.Required(schemaPath, "schemas are required")];
        if (version.At("subresources", "scale") is JsonObject scale)
        {
            errors = errors.Concat(CheckScale(scale, $"{path}.subresources.scale"));
        }

        return errors.Concat(version.Objects("additionalPrinterColumns")
            .SelectMany((column, i) => CheckColumn(column, $"{path}.additionalPrinterColumns[{i}]")));
    }

    private static IEnumerable<FieldError> CheckScale(JsonObject scale, string path)
    {
        var rules = new[]
        {
            ("specReplicasPath", new[] { ".spec." }, "should be a json path under .spec"),
            ("statusReplicasPath", [".status."], "should be a json path under .status"),
            ("labelSelectorPath", [".spec.", ".status."], "should be a json path under either .spec or .status"),
        };
        foreach (var (name, roots, rule) in rules)
        {
            var value = scale.Text(name) ?? string.Empty;
            if (value.Length == 0 && name is not "labelSelectorPath")
            {
                yield return FieldError.Required($"{path}.{name}");
            }
            else if (value.Length > 0 && !roots.Any(root => value.StartsWith(root, StringComparison.Ordinal)))
            {
                yield return FieldError.Invalid($"{path}.{name}", value, rule);
            }
        }
    }

    private static IEnumerable<FieldError> CheckColumn(JsonObject column, string path)
    {
        if (column.Text("name") is null or "")
        {
            yield return FieldError.Required($"{path}.name");
        }

        if (column.Text("type") is not { Length: > 0 } type)
        {
            yield return FieldError.Required($"{path}.type", $"must be one of {string.Join(",", ColumnTypes)}");
        }
        else if (!ColumnTypes.Contains(type, StringComparer.Ordinal))
        {
            yield return FieldError.Invalid($"{path}.type", type, $"must be one of {string.Join(",", ColumnTypes)}");
        }

        if (column.Text("jsonPath") is not { Length: > 0 } jsonPath)
        {
            yield return FieldError.Required($"{path}.jsonPath");
        }
        else if (jsonPath[0] != '.')
        {
            yield return FieldError.Invalid(
                $"{path}.jsonPath", jsonPath, "must be a simple json path starting with .");
        }
    }

    // What decides how and where objects are stored.
    private static IEnumerable<FieldError> CheckChange(JsonObject live, JsonObject next)
    {
        string[][] fixedFields = [["spec", "scope"], ["spec", "names", "kind"], ["spec", "group"],
            ["spec", "names", "plural"]];
        return fixedFields
            .Where(path => !string.Equals(live.Text(path), next.Text(path), StringComparison.Ordinal))
            .Select(path => FieldError.Invalid(string.Join('.', path), next.Text(path), "field is immutable"));
    }

    private static FieldError Invalid(string field, string shown, string rule) =>
        new(field, "FieldValueInvalid", $"Invalid value: {shown}: {rule}");
}
