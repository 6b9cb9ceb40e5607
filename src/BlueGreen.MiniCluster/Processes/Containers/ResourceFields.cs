using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>
/// Reads requests and limits of a container that it may have as variables; nothing here enforces them.
/// </summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#downwardapi-resourceFieldRef"/>
internal static class ResourceFields
{
    // As in Kubernetes: quantities are 64 bits wide, and no divisor is below a thousandth.
    private const decimal Least = 0.001m;
    private const decimal Most = long.MaxValue;

    private static readonly (string Suffix, decimal Factor)[] Units =
    [
        ("Ki", 1024m), ("Mi", 1048576m), ("Gi", 1073741824m), ("Ti", 1099511627776m),
        ("m", 0.001m), ("k", 1000m), ("M", 1000000m), ("G", 1000000000m), ("T", 1000000000000m),
    ];

    /// <summary>Reads a figure.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container whose variable it is.</param>
    /// <param name="reference">The <c>resourceFieldRef</c>.</param>
    /// <param name="node">What a container without a limit has.</param>
    /// <returns>The figure in units of the divisor, rounded up.</returns>
    /// <exception cref="ContainerConfigException">The field is none of those that Kubernetes offers.</exception>
    public static string Read(JsonObject pod, JsonObject container, JsonNode reference, JsonNode? node)
    {
        var asked = reference.Text("containerName") is { Length: > 0 } name
            ? pod.Items("spec", "containers")
                .FirstOrDefault(c => string.Equals(c.Text("name"), name, StringComparison.Ordinal))
            : container;
        var path = reference.Text("resource") ?? string.Empty;
        if (asked is null
            || path.Split('.') is not [("limits" or "requests") and var list, ("cpu" or "memory") and var of])
        {
            throw new ContainerConfigException($"resource field \"{path}\" is not supported");
        }

        var limit = asked.Text("resources", "limits", of) ?? node.Text("status", "allocatable", of) ?? "0";
        var value = list is "limits" ? limit : asked.Text("resources", "requests", of)
            ?? asked.Text("resources", "limits", of) ?? "0";
        var divisor = Parse(reference.Text("divisor") is { Length: > 0 } text and not "0" ? text : "1");
        return divisor < Least
            ? throw new ContainerConfigException($"resource field \"{path}\" has no divisor to speak of")
            : decimal.Ceiling(Parse(value) / divisor).ToString("0", CultureInfo.InvariantCulture);
    }

    private static decimal Parse(string quantity)
    {
        var (suffix, factor) = Array.Find(Units, unit => quantity.EndsWith(unit.Suffix, StringComparison.Ordinal));
        var number = quantity[..^(suffix?.Length ?? 0)];
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value <= Most / (suffix is null ? 1 : decimal.Max(factor, 1))
            ? value * (suffix is null ? 1 : factor)
            : throw new ContainerConfigException($"\"{quantity}\" is no quantity");
    }
}
