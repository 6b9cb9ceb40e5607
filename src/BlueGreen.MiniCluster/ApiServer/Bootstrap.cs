using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Istio;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Kinds;
using BlueGreen.MiniCluster.ApiServer.Objects;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.ApiServer;

/// <summary>
/// Puts into an empty store what every cluster has: namespaces, a node, service accounts, Istio's definitions.
/// </summary>
internal static class Bootstrap
{
    /// <summary>The name of the only node.</summary>
    public const string NodeName = "mini-node";

    private static readonly string[] Namespaces = ["default", "kube-system", "istio-system"];

    /// <summary>Adds what is missing; what is there stays as it is.</summary>
    /// <param name="store">The store to fill.</param>
    public static void Fill(ObjectStore store)
    {
        foreach (var name in Namespaces)
        {
            Add(store, KindCatalog.Core("namespaces"), null, New("v1", "Namespace", name));
            Add(store, KindCatalog.Core("serviceaccounts"), name, New("v1", "ServiceAccount", "default"));
        }

        Add(store, KindCatalog.Core("nodes"), null, Node());
        foreach (var definition in IstioDefinitions.All())
        {
            Add(store, KindCatalog.Definitions, null, definition);
        }
    }

    private static void Add(ObjectStore store, ResourceKind kind, string? namespaceName, JsonObject value)
    {
        if (namespaceName is not null)
        {
            value.Child("metadata")["namespace"] = namespaceName;
        }

        var key = kind.KeyOf(namespaceName, value.Text("metadata", "name")!);
        if (store.Find(key) is null)
        {
            KindDefaults.Apply(kind, value);
            store.Create(key, value);
        }
    }

    private static JsonObject New(string apiVersion, string kind, string name) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name },
    };

    private static JsonObject Node()
    {
        var node = New("v1", "Node", NodeName);
        node.Child("metadata")["labels"] = new JsonObject
        {
            ["kubernetes.io/hostname"] = NodeName,
            ["kubernetes.io/os"] = "linux",
            ["node-role.kubernetes.io/control-plane"] = string.Empty,
        };
        node["spec"] = new JsonObject();
        node["status"] = new JsonObject
        {
            ["capacity"] = Resources(),
            ["allocatable"] = Resources(),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "KubeletReady",
                ["message"] = "kubelet is posting ready status",
            }),
            ["addresses"] = new JsonArray(
                new JsonObject { ["type"] = "InternalIP", ["address"] = "127.0.0.1" },
                new JsonObject { ["type"] = "Hostname", ["address"] = NodeName }),
            ["nodeInfo"] = NodeInfo(),
        };
        return node;
    }

    private static JsonObject Resources() => new()
    {
        ["cpu"] = $"{Environment.ProcessorCount}",
        ["memory"] = $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024}Ki",
        ["pods"] = "110",
    };

    private static JsonObject NodeInfo() => new()
    {
        ["architecture"] = "amd64",
        ["bootID"] = string.Empty,
        ["containerRuntimeVersion"] = "processes://1.0",
        ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
        ["kubeProxyVersion"] = "v1.32.0",
        ["kubeletVersion"] = "v1.32.0",
        ["machineID"] = string.Empty,
        ["operatingSystem"] = "linux",
        ["osImage"] = "mini-cluster",
        ["systemUUID"] = string.Empty,
    };
}
