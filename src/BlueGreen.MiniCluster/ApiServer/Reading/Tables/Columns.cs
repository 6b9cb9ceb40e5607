using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>Makes columns of the usual sorts.</summary>
internal static class Columns
{
    /// <summary>Gets the column every table begins with.</summary>
    public static TableColumn Name { get; } = Text("Name", item => item.Text("metadata", "name"));

    /// <summary>Gets the column of ages.</summary>
    public static TableColumn Age { get; } =
        new("Age", (item, now) => AgeOf(item.Text("metadata", "creationTimestamp"), now));

    /// <summary>Makes a column of texts.</summary>
    public static TableColumn Text(string name, Func<JsonObject, string?> cell) => new(name, (item, _) => cell(item));

    /// <summary>Makes a column of numbers.</summary>
    public static TableColumn Number(string name, Func<JsonObject, long?> cell) =>
        new(name, (item, _) => cell(item) ?? 0) { Type = "integer" };

    /// <summary>Makes a column that only <c>-o wide</c> shows.</summary>
    public static TableColumn Wide(string name, Func<JsonObject, string?> cell) =>
        Text(name, cell) with { Priority = 1 };

    /// <summary>Says how long ago something was.</summary>
    /// <param name="timestamp">RFC 3339, or null.</param>
    /// <param name="now">The time to count to.</param>
    /// <returns>Such as <c>5m</c>.</returns>
    public static string AgeOf(string? timestamp, DateTimeOffset now) =>
        DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? HumanDuration.Of(now - at)
            : "<unknown>";

    /// <summary>Writes a selector or labels as kubectl does.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>Such as <c>a=b,c=d</c>.</returns>
    public static string Labels(IReadOnlyDictionary<string, string> labels) => labels.Count == 0
        ? "<none>"
        : string.Join(
            ',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"));

    /// <summary>Lists texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The texts with commas, or the word for nothing.</returns>
    public static string Joined(IEnumerable<string?> texts)
    {
        var joined = string.Join(',', texts);
        return joined.Length == 0 ? "<none>" : joined;
    }
}
