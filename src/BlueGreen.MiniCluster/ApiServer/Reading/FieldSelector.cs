using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Chooses objects by the few fields that the real server knows to select by.</summary>
/// <param name="requirements">All must hold.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/"/>
internal sealed class FieldSelector(IReadOnlyList<FieldRequirement> requirements)
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["pods"] =
        [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        ["events"] =
        [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
            "reportingComponent", "source", "type", "regarding.kind", "regarding.namespace", "regarding.name",
            "regarding.uid",
        ],
        ["secrets"] = ["type"],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
        ["replicasets"] = ["status.replicas"],
        ["services"] = ["spec.clusterIP", "spec.type"],
    };

    /// <summary>Gets a value indicating whether everything is chosen.</summary>
    public bool IsEverything => requirements.Count == 0;

    /// <summary>Reads the notation of queries: <c>a=b,c!=d</c>.</summary>
    /// <param name="text">The text; null or empty chooses everything.</param>
    /// <param name="kind">The resource, which decides the fields.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="ApiException">The text is not a selector, or names another field.</exception>
    public static FieldSelector Parse(string? text, ResourceKind kind)
    {
        var parts = (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);
        return new FieldSelector([.. parts.Select(part => Read(part, kind))]);
    }

    /// <summary>Says whether an object is chosen.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Whether all requirements hold.</returns>
    public bool Matches(JsonObject value) => requirements.All(one => one.Holds(value));

    private static FieldRequirement Read(string part, ResourceKind kind)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw ApiErrors.BadRequest($"invalid selector: '{part}'; can't understand '{part}'");
        }

        var isNegative = part[at - 1] == '!';
        var field = part[..(isNegative ? at - 1 : at)].Trim();
        var from = !isNegative && part.AsSpan(at + 1).StartsWith("=", StringComparison.Ordinal) ? at + 2 : at + 1;
        var value = part[from..].Trim();
        if (value.Contains('=', StringComparison.Ordinal))
        {
            throw ApiErrors.BadRequest("invalid field selector: unescaped character in value: =");
        }

        var isKnown = field is "metadata.name" or "metadata.namespace"
            || (kind.Custom is null
                && Known.GetValueOrDefault(kind.Plural, []).Contains(field, StringComparer.Ordinal));
        return isKnown
            ? new FieldRequirement(Stored(field).Split('.'), value, isNegative)
            : throw ApiErrors.BadRequest($"field label not supported: {field}");
    }

    private static string Stored(string field) => field switch
    {
        "source" => "source.component",
        _ when field.StartsWith("regarding.", StringComparison.Ordinal) =>
            $"involvedObject{field["regarding".Length..]}",
        _ => field,
    };
}

/// <summary>One condition on one field.</summary>
/// <param name="Path">The field.</param>
/// <param name="Value">Its text.</param>
/// <param name="IsNegative">Whether it must be another.</param>
internal sealed record FieldRequirement(string[] Path, string Value, bool IsNegative)
{
    /// <summary>Says whether an object meets the condition; a missing field reads as the empty text.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Whether it holds.</returns>
    public bool Holds(JsonObject value)
    {
        var node = value.At(Path);
        var text = node.Text() ?? node?.ToJsonString() ?? (Path[^1] is "unschedulable" ? "false" : string.Empty);
        return string.Equals(text, Value, StringComparison.Ordinal) != IsNegative;
    }
}
