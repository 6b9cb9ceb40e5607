using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Networking;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>
/// Says of the pods of an earlier run of the cluster what is true of them now: none is ready, and none has a port.
/// </summary>
/// <remarks>Without it, the gateway would take the ports of processes that are gone for good ones.</remarks>
internal static class NodeRestart
{
    /// <summary>Marks every pod of the node that had not ended; it is started again by its worker.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="now">The present time.</param>
    public static void MarkPods(ObjectStore store, DateTimeOffset now)
    {
        foreach (var pod in store.List(string.Empty, "pods", namespaceName: null).Items)
        {
            if (pod["status"] is not null && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
            {
                store.Change(pod.KeyAs(ResourceTypes.Pods), pod.Uid(), current => Mark(current, now));
            }
        }
    }

    private static void Mark(JsonObject pod, DateTimeOffset now)
    {
        pod.Ensure("metadata", "annotations").Remove(PodPorts.Annotation);
        var status = pod.Ensure("status");
        PodStatus.SetCondition(status, "ContainersReady", isTrue: false, now, "NodeRestarted");
        PodStatus.SetCondition(status, "Ready", isTrue: false, now, "NodeRestarted");
        foreach (var container in status.Items("containerStatuses"))
        {
            container["ready"] = false;
            container["started"] = false;
        }
    }
}
