using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Errors;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>Words the refusal of an apply that would take fields from their owners, as the real server does.</summary>
internal static class ApplyConflict
{
    /// <summary>Makes the answer.</summary>
    /// <param name="conflicts">Owners, by label, and the fields each would lose.</param>
    /// <returns>A 409 with one cause a field.</returns>
    public static ApiException From(IReadOnlyList<(string Label, List<IReadOnlyList<string>> Paths)> conflicts)
    {
        var all = conflicts
            .SelectMany(c => c.Paths.Select(path => (c.Label, Field: FieldSetJson.ToText(path))))
            .ToList();
        var causes = all.Select(conflict => (JsonNode)new JsonObject
        {
            ["reason"] = "FieldManagerConflict",
            ["message"] = $"conflict with {conflict.Label}",
            ["field"] = conflict.Field,
        });
        var details = new JsonObject { ["causes"] = new JsonArray([.. causes]) };
        return new ApiException(409, "Conflict", Message(conflicts, all), details);
    }

    private static string Message(
        IReadOnlyList<(string Label, List<IReadOnlyList<string>> Paths)> conflicts,
        List<(string Label, string Field)> all)
    {
        if (all.Count == 1)
        {
            return $"Apply failed with 1 conflict: conflict with {all[0].Label}: {all[0].Field}";
        }

        var lines = conflicts.SelectMany(conflict => conflict.Paths
            .Select(path => $"- {FieldSetJson.ToText(path)}")
            .Prepend($"conflicts with {conflict.Label}:"));
        return $"Apply failed with {all.Count} conflicts: {string.Join('\n', lines)}";
    }
}
