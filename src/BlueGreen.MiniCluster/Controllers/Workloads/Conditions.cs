using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Controllers.Workloads;

/// <summary>Keeps the list of conditions of a status: one a type, with the time of its last change of mind.</summary>
internal static class Conditions
{
    /// <summary>Finds a condition.</summary>
    /// <param name="status">The status.</param>
    /// <param name="type">Its type.</param>
    /// <returns>The condition, or null.</returns>
    public static JsonObject? Find(JsonNode? status, string type) =>
        status.Items("conditions").FirstOrDefault(c => string.Equals(c.Text("type"), type, StringComparison.Ordinal));

    /// <summary>Sets a condition; the transition time moves only when the status does.</summary>
    /// <param name="status">The status; changed.</param>
    /// <param name="next">Type, status, reason and message.</param>
    /// <param name="now">The present time.</param>
    /// <param name="touch">Whether to renew the update time although nothing but time changed.</param>
    public static void Set(JsonObject status, Condition next, DateTimeOffset now, bool touch = false)
    {
        var current = Find(status, next.Type);
        var isSame = string.Equals(current.Text("status"), next.Status, StringComparison.Ordinal);
        if (isSame && !touch && string.Equals(current.Text("reason"), next.Reason, StringComparison.Ordinal))
        {
            return;
        }

        var others = status.Items("conditions").Where(c => c != current).Select(c => c.DeepClone());
        var written = new JsonObject
        {
            ["type"] = next.Type,
            ["status"] = next.Status,
            ["lastUpdateTime"] = now.ToTimestamp(),
            ["lastTransitionTime"] = isSame ? current.Text("lastTransitionTime") : now.ToTimestamp(),
            ["reason"] = next.Reason,
            ["message"] = next.Message,
        };
        status["conditions"] = new JsonArray([.. others, written]);
    }

    /// <summary>Removes a condition.</summary>
    /// <param name="status">The status; changed.</param>
    /// <param name="type">Its type.</param>
    public static void Clear(JsonObject status, string type)
    {
        if (Find(status, type) is { } found)
        {
            found.Parent!.AsArray().Remove(found);
        }
    }
}

/// <summary>What a condition says.</summary>
/// <param name="Type">Of what it speaks.</param>
/// <param name="Status"><c>True</c>, <c>False</c> or <c>Unknown</c>.</param>
/// <param name="Reason">One word for machines.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record Condition(string Type, string Status, string Reason, string Message);
