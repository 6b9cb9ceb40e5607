using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers;

/// <summary>Decides which objects a workload or a service means by its selector.</summary>
/// <seealso
///     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/"/>
internal static class LabelSelector
{
    /// <summary>Matches the selector of a service: equal labels only; an empty one means nothing.</summary>
    /// <param name="selector">Labels that must be there.</param>
    /// <param name="labels">Labels of the object.</param>
    /// <returns>Whether the object is meant.</returns>
    public static bool Matches(
        IReadOnlyDictionary<string, string> selector, IReadOnlyDictionary<string, string> labels) =>
        selector.Count > 0 && selector.All(pair => HasValue(labels, pair.Key, pair.Value));

    /// <summary>
    /// Matches the selector of a workload: matchLabels and matchExpressions; an empty one means nothing.
    /// </summary>
    /// <param name="selector">The selector.</param>
    /// <param name="labels">Labels of the object.</param>
    /// <returns>Whether the object is meant.</returns>
    public static bool Matches(JsonObject? selector, IReadOnlyDictionary<string, string> labels)
    {
        var wanted = selector.Map("matchLabels");
        var expressions = selector.Items("matchExpressions").ToList();
        return wanted.Count + expressions.Count > 0
            && wanted.All(pair => HasValue(labels, pair.Key, pair.Value))
            && expressions.TrueForAll(expression => Satisfies(expression, labels));
    }

    private static bool Satisfies(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(expression.Text("key") ?? string.Empty, out var value);
        var values = expression.Texts("values");
        return expression.Text("operator") switch
        {
            "In" => isThere && values.Contains(value, StringComparer.Ordinal),
            "NotIn" => !isThere || !values.Contains(value, StringComparer.Ordinal),
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }

    private static bool HasValue(IReadOnlyDictionary<string, string> labels, string name, string value) =>
        labels.TryGetValue(name, out var found) && string.Equals(found, value, StringComparison.Ordinal);
}
