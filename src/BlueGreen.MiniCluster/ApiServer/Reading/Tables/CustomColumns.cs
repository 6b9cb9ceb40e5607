using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The tables that definitions describe by <c>additionalPrinterColumns</c>.</summary>
internal static class CustomColumns
{
    /// <summary>Makes the columns of a defined kind.</summary>
    /// <param name="definitions">The printer columns; empty for name and age.</param>
    /// <returns>The columns.</returns>
    public static IReadOnlyList<TableColumn> Of(JsonArray definitions) => definitions.Count == 0
        ? ClusterColumns.Plain
        : [Columns.Name, .. definitions.OfType<JsonObject>().Select(Column)];

    private static TableColumn Column(JsonObject definition)
    {
        var path = definition.Text("jsonPath") ?? string.Empty;
        var isDate = definition.Text("type") is "date";
        return new TableColumn(
            definition.Text("name") ?? path,
            (item, now) => isDate ? Columns.AgeOf(Find(item, path).Text(), now) : Cell(Find(item, path)))
        {
            Priority = (int)(definition.Number("priority") ?? 0),
            Type = isDate ? "string" : definition.Text("type") ?? "string",
        };
    }

    private static JsonNode? Cell(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.Array or JsonValueKind.Object => value.ToJsonString(),
        _ => value.DeepClone(),
    };

    // The part of JSONPath that printer columns are made of: names, and numbers in brackets.
    private static JsonNode? Find(JsonNode item, string path)
    {
        JsonNode? at = item;
        foreach (var part in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            at = at is JsonArray list
                && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? list.ElementAtOrDefault(index)
                : at.At(part.Trim('\'', '"'));
        }

        return at;
    }
}
