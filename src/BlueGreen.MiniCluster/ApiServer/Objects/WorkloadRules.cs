using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Reading;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>The rules of Deployments and ReplicaSets, in the words of the real server.</summary>
/// <seealso href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/"/>
internal static class WorkloadRules
{
    private const string NotNegative = "must be greater than or equal to 0";

    /// <summary>Checks a workload.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="live">The object as it is, or null for a new one.</param>
    /// <param name="next">The object as it shall be.</param>
    /// <returns>Everything that is wrong.</returns>
    public static IEnumerable<FieldError> Check(ResourceKind kind, JsonObject? live, JsonObject next)
    {
        var spec = next["spec"];
        return CheckSelector(kind, live, spec)
            .Concat(((string[])["replicas", "minReadySeconds", "revisionHistoryLimit"])
                .SelectMany(name => CheckNumber(spec, name)))
            .Concat(kind.Is("apps", "deployments") ? CheckDeadline(spec).Concat(CheckStrategy(spec)) : [])
            .Concat(PodRules.Check(spec.At("template", "spec"), "spec.template.spec"))
            .Concat(NameRules.CheckLabels("spec.template.labels", spec.Map("template", "metadata", "labels")))
            .Concat(CheckRestarts(spec));
    }

    private static FieldError Invalid(string field, JsonNode? value, string rule) =>
        new(field, "FieldValueInvalid", $"Invalid value: {(value is null ? "null" : FieldError.Shown(value))}: {rule}");

    private static IEnumerable<FieldError> CheckNumber(JsonNode? spec, string name)
    {
        if (spec.Number(name) is < 0)
        {
            yield return Invalid($"spec.{name}", spec.At(name), NotNegative);
        }
    }

    private static IEnumerable<FieldError> CheckSelector(ResourceKind kind, JsonObject? live, JsonNode? spec)
    {
        var selector = spec.At("selector") as JsonObject;
        if (selector is null)
        {
            yield return FieldError.Required("spec.selector");
        }
        else if (LabelSelector.Of(selector).IsEverything)
        {
            yield return Invalid(
                "spec.selector", selector, $"empty selector is invalid for {kind.Plural.TrimEnd('s')}");
        }
        else if (!LabelSelector.Of(selector).Matches(spec.Map("template", "metadata", "labels")))
        {
            yield return Invalid(
                "spec.template.metadata.labels",
                spec.At("template", "metadata", "labels"),
                "`selector` does not match template `labels`");
        }

        if (live is not null && !JsonNode.DeepEquals(live.At("spec", "selector"), spec.At("selector")))
        {
            yield return Invalid("spec.selector", spec.At("selector"), "field is immutable");
        }
    }

    // Both are there: what a client leaves out is filled in before.
    private static IEnumerable<FieldError> CheckDeadline(JsonNode? spec)
    {
        var deadline = spec.Number("progressDeadlineSeconds");
        if (deadline < 0)
        {
            yield return Invalid("spec.progressDeadlineSeconds", spec.At("progressDeadlineSeconds"), NotNegative);
        }

        if (deadline <= (spec.Number("minReadySeconds") ?? 0))
        {
            yield return Invalid(
                "spec.progressDeadlineSeconds",
                spec.At("progressDeadlineSeconds"),
                "must be greater than minReadySeconds");
        }
    }

    private static IEnumerable<FieldError> CheckStrategy(JsonNode? spec)
    {
        const string Path = "spec.strategy.rollingUpdate";
        var rolling = spec.At("strategy", "rollingUpdate");
        switch (spec.Text("strategy", "type"))
        {
            case "RollingUpdate":
                foreach (var error in CheckShare(rolling.At("maxUnavailable"), $"{Path}.maxUnavailable")
                    .Concat(CheckShare(rolling.At("maxSurge"), $"{Path}.maxSurge")))
                {
                    yield return error;
                }

                if (IntOrPercent(rolling.At("maxUnavailable")) is 0 && IntOrPercent(rolling.At("maxSurge")) is 0)
                {
                    yield return Invalid(
                        $"{Path}.maxUnavailable", rolling.At("maxUnavailable"), "may not be 0 when `maxSurge` is 0");
                }

                if (rolling.Text("maxUnavailable") is not null && IntOrPercent(rolling.At("maxUnavailable")) > 100)
                {
                    yield return Invalid(
                        $"{Path}.maxUnavailable", rolling.At("maxUnavailable"), "must not be greater than 100%");
                }

                break;
            case "Recreate" when rolling is not null:
                yield return FieldError.Forbidden(Path, "may not be specified when strategy `type` is 'Recreate'");
                break;
            case "Recreate":
                break;
            case var other:
                yield return FieldError.NotSupported("spec.strategy.type", other, "Recreate", "RollingUpdate");
                break;
        }
    }

    private static IEnumerable<FieldError> CheckShare(JsonNode? value, string path)
    {
        if (value.Number() is < 0)
        {
            yield return Invalid(path, value, NotNegative);
        }
        else if (value is not null && IntOrPercent(value) is null)
        {
            yield return Invalid(
                path,
                value,
                "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', " +
                "regex used for validation is '[0-9]+%')");
        }
    }

    private static long? IntOrPercent(JsonNode? value) => value.Text() is not { } text ? value.Number()
        : text.EndsWith('%') && text.Length > 1 && text[..^1].All(char.IsAsciiDigit)
            && int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var percent) ? percent
        : null;

    private static IEnumerable<FieldError> CheckRestarts(JsonNode? spec)
    {
        if (spec.Text("template", "spec", "restartPolicy") is { } policy and not "Always")
        {
            yield return FieldError.NotSupported("spec.template.spec.restartPolicy", policy, "Always");
        }

        if (spec.At("template", "spec", "activeDeadlineSeconds") is not null)
        {
            yield return FieldError.Forbidden(
                "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }
}
