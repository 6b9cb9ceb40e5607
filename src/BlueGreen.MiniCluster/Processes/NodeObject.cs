using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes;

/// <summary>Announces this machine as the cluster's one node.</summary>
internal static class NodeObject
{
    /// <summary>Name of the node.</summary>
    public const string Name = "mini-node";

    private static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        var other => other.ToString().ToLowerInvariant(),
    };

    /// <summary>Writes the node, whether it was known or not.</summary>
    /// <param name="store">The cluster.</param>
    /// <param name="now">The present time.</param>
    public static void Announce(ObjectStore store, DateTimeOffset now)
    {
        var key = ResourceTypes.Nodes.Key(string.Empty, Name);
        var status = NewStatus(now);
        if (store.Change(key, uid: null, node => node["status"] = status.DeepClone()) is null)
        {
            store.Create(key, NewNode(status));
        }
    }

    private static JsonObject NewNode(JsonObject status) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Node",
        ["metadata"] = new JsonObject
        {
            ["name"] = Name,
            ["labels"] = new JsonObject
            {
                ["kubernetes.io/arch"] = Architecture,
                ["kubernetes.io/hostname"] = Name,
                ["kubernetes.io/os"] = OperatingSystem.IsMacOS() ? "darwin" : "linux",
                ["node-role.kubernetes.io/control-plane"] = string.Empty,
            },
        },
        ["spec"] = new JsonObject(),
        ["status"] = status,
    };

    private static JsonObject NewStatus(DateTimeOffset now) => new()
    {
        ["addresses"] = new JsonArray(
            new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" },
            new JsonObject { ["type"] = "Hostname", ["address"] = Name }),
        ["capacity"] = Resources(),
        ["allocatable"] = Resources(),
        ["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Ready",
            ["status"] = "True",
            ["reason"] = "KubeletReady",
            ["message"] = "kubelet is posting ready status",
            ["lastHeartbeatTime"] = now.ToTimestamp(),
            ["lastTransitionTime"] = now.ToTimestamp(),
        }),
        ["nodeInfo"] = new JsonObject
        {
            ["kubeletVersion"] = "v1.32.0+minicluster",
            ["containerRuntimeVersion"] = "process://1",
            ["osImage"] = RuntimeInformation.OSDescription,
            ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
            ["operatingSystem"] = OperatingSystem.IsMacOS() ? "darwin" : "linux",
            ["architecture"] = Architecture,
        },
    };

    private static JsonObject Resources() => new()
    {
        ["cpu"] = $"{Environment.ProcessorCount}",
        ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024}Ki",
        ["pods"] = "110",
    };
}
