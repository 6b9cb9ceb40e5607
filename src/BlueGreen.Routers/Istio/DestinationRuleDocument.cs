using System.Collections.Immutable;
using System.Text.Json.Nodes;
using BlueGreen.Releases;

namespace BlueGreen.Routers.Istio;

/// <summary>Reads and makes the DestinationRule that holds the subsets. Pure: object + color → object.</summary>
/// <seealso href="https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset"/>
internal static class DestinationRuleDocument
{
    /// <summary>Lists the colors that have a subset.</summary>
    /// <param name="rule">The DestinationRule, or null when there is none.</param>
    /// <returns>The colors, in the order of the subsets.</returns>
    public static ImmutableArray<Color> Colors(JsonObject? rule) =>
        [.. Subsets(rule).Select(subset => ((string?)subset["name"]).TryParseColor()).OfType<Color>()];

    /// <summary>
    /// Makes the rule that has a subset for a color, beside every color it has already: make before break.
    /// </summary>
    /// <param name="template">The DestinationRule of the manifests, or a generated one; what else it says is
    /// obeyed.</param>
    /// <param name="current">The rule on the cluster, or null.</param>
    /// <param name="color">The color that must have a subset.</param>
    /// <returns>The wanted object.</returns>
    public static JsonObject With(JsonObject template, JsonObject? current, Color color)
    {
        var wanted = template.DeepClone().AsObject();
        var others = Subsets(wanted).Where(subset => ColorOf(subset) is null);
        var kept = Subsets(current).Where(subset => ColorOf(subset) is not null && ColorOf(subset) != color);
        var made = Subsets(wanted).FirstOrDefault(subset => ColorOf(subset) == color) ?? Subset(color);
        JsonObject[] colors = [.. kept, made];
        wanted["spec"]!["subsets"] = new JsonArray(
            [.. others.Concat(colors.OrderBy(subset => (string?)subset["name"], StringComparer.Ordinal))
                .Select(s => s.DeepClone())]);
        return wanted;
    }

    /// <summary>Makes the rule that has no subset for a color: break after drain.</summary>
    /// <param name="current">The rule on the cluster.</param>
    /// <param name="color">The color whose subset goes.</param>
    /// <returns>The wanted object.</returns>
    public static JsonObject Without(JsonObject current, Color color)
    {
        var wanted = VirtualServiceWriter.Restate(current);
        wanted["spec"]!["subsets"] = new JsonArray(
            [.. Subsets(wanted).Where(subset => ColorOf(subset) != color).Select(subset => subset.DeepClone())]);
        return wanted;
    }

    private static IEnumerable<JsonObject> Subsets(JsonObject? rule) =>
        (rule?["spec"]?["subsets"] as JsonArray ?? []).OfType<JsonObject>();

    private static Color? ColorOf(JsonObject subset) => ((string?)subset["name"]).TryParseColor();

    private static JsonObject Subset(Color color) => new()
    {
        ["name"] = color.ToName(),
        ["labels"] = new JsonObject { ["color"] = color.ToName() },
    };
}
