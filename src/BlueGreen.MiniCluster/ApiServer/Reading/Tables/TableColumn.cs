using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>One column of the table that kubectl prints.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Cell">Makes the cell of an object; the second argument is the time that ages are counted to.</param>
internal sealed record TableColumn(string Name, Func<JsonObject, DateTimeOffset, JsonNode?> Cell)
{
    /// <summary>Gets the type of the cells: string, integer or date.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Gets 0 for a column that is always shown, and 1 for one that <c>-o wide</c> adds.</summary>
    public int Priority { get; init; }

    /// <summary>Writes the definition of the column.</summary>
    /// <returns>An item of <c>columnDefinitions</c>.</returns>
    public JsonObject Write() => new()
    {
        ["name"] = Name,
        ["type"] = Type,
        ["format"] = Name is "Name" ? "name" : string.Empty,
        ["description"] = string.Empty,
        ["priority"] = Priority,
    };
}
