using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Decides whether a pod may come to the one node.</summary>
/// <remarks>Requests and affinities are not weighed: there is one machine, and it is taken.</remarks>
/// <seealso href="https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/"/>
internal static class Scheduling
{
    /// <summary>Finds what keeps a pod away.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="node">The node, or null.</param>
    /// <returns>The words of the real scheduler, or null when the pod may come.</returns>
    public static string? FindObstacle(JsonObject pod, JsonObject? node)
    {
        var why = node switch
        {
            null => "no nodes available to schedule pods",
            _ when node.Flag("spec", "unschedulable") => "1 node(s) were unschedulable",
            _ when UntoleratedTaint(pod, node) is { } taint =>
                $"1 node(s) had untolerated taint {{{taint.Text("key")}: {taint.Text("value")}}}",
            _ when !IsSelected(pod, node) => "1 node(s) didn't match Pod's node affinity/selector",
            _ => null,
        };
        return why is null || node is null
            ? why
            : $"0/1 nodes are available: {why}. preemption: 0/1 nodes are available: " +
                "1 Preemption is not helpful for scheduling.";
    }

    private static JsonObject? UntoleratedTaint(JsonObject pod, JsonObject node) =>
        node.Items("spec", "taints")
            .Where(taint => taint.Text("effect") is "NoSchedule" or "NoExecute")
            .FirstOrDefault(taint => !pod.Items("spec", "tolerations").Any(t => Tolerates(t, taint)));

    private static bool Tolerates(JsonObject toleration, JsonObject taint)
    {
        var isEffect = toleration.Text("effect") is null or "" || IsSame(toleration, taint, "effect");
        var isAnyKey = toleration.Text("key") is null or "" && toleration.Text("operator") is "Exists";
        return isEffect && (isAnyKey || (IsSame(toleration, taint, "key")
            && (toleration.Text("operator") is "Exists" || IsSame(toleration, taint, "value"))));
    }

    private static bool IsSame(JsonObject left, JsonObject right, string field) =>
        string.Equals(left.Text(field) ?? string.Empty, right.Text(field) ?? string.Empty, StringComparison.Ordinal);

    private static bool IsSelected(JsonObject pod, JsonObject node)
    {
        var wanted = pod.Map("spec", "nodeSelector");
        return wanted.Count == 0 || LabelSelector.Matches(wanted, node.Labels());
    }
}
