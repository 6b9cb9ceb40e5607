using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Processes.Containers;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Writes what a pod's containers do into the pod's status.</summary>
/// <seealso href="https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/"/>
internal static class PodStatus
{
    private const string Address = "127.0.0.1";

    // As kubectl describe of a real cluster shows them.
    private static readonly string[] InOrder = ["Initialized", "Ready", "ContainersReady", "PodScheduled"];

    /// <summary>Writes the status.</summary>
    /// <param name="pod">The pod; changed.</param>
    /// <param name="facts">What its containers do.</param>
    /// <param name="now">The present time.</param>
    public static void Write(JsonObject pod, PodFacts facts, DateTimeOffset now)
    {
        var status = pod.Ensure("status");
        status["phase"] = facts.Phase;
        status["hostIP"] = Address;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = Address });
        status["podIP"] = Address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Address });
        status["startTime"] = facts.StartedAt.ToTimestamp();
        status["qosClass"] = QualityOfService.Of(pod);
        if (facts.Init.Count > 0)
        {
            status["initContainerStatuses"] = Statuses(pod, "initContainers", facts.Init);
        }

        status["containerStatuses"] = Statuses(pod, "containers", facts.Containers);
        SetCondition(status, "PodScheduled", isTrue: true, now);
        SetCondition(status, "Initialized", facts.IsInitialized, now, "ContainersNotInitialized");
        var reason = facts.Phase is "Succeeded" ? "PodCompleted" : "ContainersNotReady";
        SetCondition(status, "ContainersReady", facts.IsReady, now, reason);
        SetCondition(status, "Ready", facts.IsReady, now, reason);
    }

    /// <summary>Sets a condition of a pod; its transition time moves only when its status does.</summary>
    /// <param name="status">The status; changed.</param>
    /// <param name="type">Type of the condition.</param>
    /// <param name="isTrue">What it says.</param>
    /// <param name="now">The present time.</param>
    /// <param name="reason">Why it is false.</param>
    public static void SetCondition(
        JsonObject status, string type, bool isTrue, DateTimeOffset now, string? reason = null)
    {
        var current = Conditions.Find(status, type);
        var text = isTrue ? "True" : "False";
        var isSame = string.Equals(current.Text("status"), text, StringComparison.Ordinal);
        var condition = new JsonObject
        {
            ["type"] = type,
            ["status"] = text,
            ["lastProbeTime"] = null,
            ["lastTransitionTime"] = isSame ? current.Text("lastTransitionTime") : now.ToTimestamp(),
        };
        if (!isTrue && reason is not null)
        {
            condition["reason"] = reason;
        }

        var others = status.Items("conditions").Where(c => c != current).Select(c => c.DeepClone()).Append(condition);
        status["conditions"] = new JsonArray([.. others.OrderBy(c => Array.IndexOf(InOrder, c.Text("type")))]);
    }

    private static JsonArray Statuses(
        JsonObject pod, string list, IReadOnlyDictionary<string, ContainerSnapshot> snapshots)
    {
        var statuses = new JsonArray();
        foreach (var container in pod.Items("spec", list))
        {
            if (snapshots.TryGetValue(container.Text("name") ?? string.Empty, out var snapshot))
            {
                statuses.Add(StatusOf(pod, container, snapshot));
            }
        }

        return statuses;
    }

    private static JsonObject StatusOf(JsonObject pod, JsonObject container, ContainerSnapshot snapshot)
    {
        var name = container.Text("name");
        var image = ContainerStart.ImageOf(container);
        var hasRun = snapshot.State is not ContainerWaiting || snapshot.Last is not null;
        return new JsonObject
        {
            ["name"] = name,
            ["state"] = StateOf(snapshot.State),
            ["lastState"] = snapshot.Last is null ? new JsonObject() : StateOf(snapshot.Last),
            ["ready"] = snapshot.IsReady,
            ["restartCount"] = snapshot.Restarts,
            ["image"] = image,
            ["imageID"] = hasRun ? image : string.Empty,
            ["containerID"] = hasRun ? $"process://{pod.Uid()}/{name}/{snapshot.Restarts}" : string.Empty,
            ["started"] = snapshot.IsStarted,
        };
    }

    private static JsonObject StateOf(ContainerState state) => state switch
    {
        ContainerWaiting waiting => new JsonObject
        {
            ["waiting"] = WithMessage(new JsonObject { ["reason"] = waiting.Reason }, waiting.Message),
        },
        ContainerRunning running => new JsonObject
        {
            ["running"] = new JsonObject { ["startedAt"] = running.StartedAt.ToTimestamp() },
        },
        ContainerTerminated ended => new JsonObject
        {
            ["terminated"] = WithMessage(
                new JsonObject
                {
                    ["exitCode"] = ended.ExitCode,
                    ["reason"] = ended.Reason,
                    ["startedAt"] = ended.StartedAt.ToTimestamp(),
                    ["finishedAt"] = ended.FinishedAt.ToTimestamp(),
                },
                ended.Message),
        },
        _ => [],
    };

    private static JsonObject WithMessage(JsonObject state, string? message)
    {
        if (message is not null)
        {
            state["message"] = message;
        }

        return state;
    }
}
