using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Objects;

/// <summary>The rules of pods and pod templates.</summary>
internal static class PodRules
{
    private const string ChangeRule =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`," +
        "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)," +
        "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    /// <summary>Checks the specification of a pod.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="path">Its path, such as <c>spec</c>.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> Check(JsonNode? spec, string path)
    {
        if (!spec.Objects("containers").Any())
        {
            yield return FieldError.Required($"{path}.containers");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var (container, index) in spec.Objects(list).Select((container, index) => (container, index)))
            {
                foreach (var error in CheckContainer(container, $"{path}.{list}[{index}]", names))
                {
                    yield return error;
                }
            }
        }

        if (spec.Text("restartPolicy") is { } policy and not ("Always" or "OnFailure" or "Never"))
        {
            yield return FieldError.NotSupported($"{path}.restartPolicy", policy, "Always", "OnFailure", "Never");
        }
    }

    /// <summary>Checks that an update changes only what may change on a pod that exists.</summary>
    /// <param name="live">The pod as it is.</param>
    /// <param name="next">The pod as it shall be.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<FieldError> CheckChange(JsonObject live, JsonObject next)
    {
        if (!JsonNode.DeepEquals(Fixed(live), Fixed(next)))
        {
            yield return FieldError.Forbidden("spec", ChangeRule);
        }
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = pod["spec"] is JsonObject known ? known.Copy() : [];
        foreach (var name in (string[])["activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds"])
        {
            spec.Remove(name);
        }

        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers")))
        {
            container.Remove("image");
        }

        return spec;
    }

    private static IEnumerable<FieldError> CheckContainer(JsonObject container, string path, HashSet<string> names)
    {
        if (container.Text("name") is not { Length: > 0 } name)
        {
            yield return FieldError.Required($"{path}.name");
        }
        else
        {
            foreach (var error in NameRules.CheckLabelName($"{path}.name", name))
            {
                yield return error;
            }

            if (!names.Add(name))
            {
                yield return FieldError.Duplicate($"{path}.name", name);
            }
        }

        if (container.Text("image") is null or "")
        {
            yield return FieldError.Required($"{path}.image");
        }

        foreach (var (port, index) in container.Objects("ports").Select((port, index) => (port, index)))
        {
            if (port.Number("containerPort") is not (> 0 and <= 65535))
            {
                yield return new FieldError(
                    $"{path}.ports[{index}].containerPort",
                    "FieldValueInvalid",
                    $"Invalid value: {port["containerPort"]?.ToJsonString() ?? "0"}: " +
                    "must be between 1 and 65535, inclusive");
            }
        }
    }
}
