using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>The table of pods.</summary>
internal static class PodColumns
{
    /// <summary>Gets the columns.</summary>
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        Columns.Name,
        Columns.Text("Ready", Ready),
        Columns.Text("Status", Status),
        new("Restarts", Restarts),
        Columns.Age,
        Columns.Wide("IP", pod => pod.Text("status", "podIP") ?? "<none>"),
        Columns.Wide("Node", pod => pod.Text("spec", "nodeName") ?? "<none>"),
        Columns.Wide("Nominated Node", pod => pod.Text("status", "nominatedNodeName") ?? "<none>"),
        Columns.Wide("Readiness Gates", _ => "<none>"),
    ];

    private static string Ready(JsonObject pod)
    {
        var ready = pod.Objects("status", "containerStatuses").Count(status => status.IsTrue("ready"));
        return $"{ready}/{pod.Objects("spec", "containers").Count()}";
    }

    private static string Status(JsonObject pod)
    {
        if (pod.At("metadata", "deletionTimestamp") is not null)
        {
            return "Terminating";
        }

        var reason = pod.Text("status", "reason") ?? pod.Text("status", "phase") ?? "Unknown";
        var hasRunning = false;
        foreach (var status in pod.Objects("status", "containerStatuses").Reverse())
        {
            reason = StateReason(status["state"]) ?? reason;
            hasRunning |= status.IsTrue("ready") && status.At("state", "running") is not null;
        }

        return reason is "Completed" && hasRunning ? "Running" : reason;
    }

    private static string? StateReason(JsonNode? state)
    {
        if (state.Text("waiting", "reason") is { Length: > 0 } waiting)
        {
            return waiting;
        }

        if (state.At("terminated") is not { } terminated)
        {
            return null;
        }

        return terminated.Text("reason") is { Length: > 0 } reason ? reason
            : terminated.Number("signal") is > 0 and var signal ? $"Signal:{signal}"
            : $"ExitCode:{terminated.Number("exitCode")}";
    }

    private static JsonNode Restarts(JsonObject pod, DateTimeOffset now)
    {
        var statuses = pod.Objects("status", "containerStatuses").ToList();
        var count = statuses.Sum(status => status.Number("restartCount") ?? 0);
        var last = statuses
            .Select(status => status.Text("lastState", "terminated", "finishedAt"))
            .OfType<string>()
            .Max(StringComparer.Ordinal);
        return count > 0 && last is not null ? $"{count} ({Columns.AgeOf(last, now)} ago)" : $"{count}";
    }
}
