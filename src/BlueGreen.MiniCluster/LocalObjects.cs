using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster;

/// <summary>The objects that a cluster with Istio has from the start.</summary>
internal static class LocalObjects
{
    /// <summary>Adds them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="gateway">Where the gateway listens.</param>
    public static void Fill(ObjectStore store, Uri gateway)
    {
        InjectSidecars(store);
        AddIngress(store, gateway);
    }

    /// <summary>Pods of the default namespace get a sidecar, as in a namespace with Istio's label.</summary>
    /// <seealso href="https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/"/>
    private static void InjectSidecars(ObjectStore store)
    {
        var key = new ObjectKey(string.Empty, "namespaces", string.Empty, "default");
        var value = store.Find(key)!;
        var labels = value["metadata"]!["labels"] as JsonObject ?? [];
        labels["istio-injection"] = "enabled";
        if (labels.Parent is null)
        {
            value["metadata"]!["labels"] = labels;
        }

        store.Update(key, value, expectedVersion: null);
    }

    /// <summary>The Service by which people find the entry point; its port is the gateway's real one.</summary>
    private static void AddIngress(ObjectStore store, Uri gateway)
    {
        var key = new ObjectKey(string.Empty, "services", "istio-system", "istio-ingressgateway");
        var ingress = Ingress(key, gateway);
        if (store.Find(key) is null)
        {
            store.Create(key, ingress);
        }
        else
        {
            // From an earlier run of this cluster: the gateway may have another port now.
            store.Update(key, ingress, expectedVersion: null);
        }
    }

    private static JsonObject Ingress(ObjectKey key, Uri gateway) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = new JsonObject
        {
            ["name"] = key.Name,
            ["namespace"] = key.Namespace,
            ["labels"] = new JsonObject { ["app"] = "istio-ingressgateway", ["istio"] = "ingressgateway" },
        },
        ["spec"] = new JsonObject
        {
            ["type"] = "LoadBalancer",
            ["clusterIP"] = "10.96.0.2",
            ["selector"] = new JsonObject { ["istio"] = "ingressgateway" },
            ["ports"] = new JsonArray(new JsonObject
            {
                ["name"] = "http2",
                ["port"] = gateway.Port,
                ["targetPort"] = gateway.Port,
                ["protocol"] = "TCP",
            }),
        },
        ["status"] = new JsonObject
        {
            ["loadBalancer"] = new JsonObject
            {
                ["ingress"] = new JsonArray(new JsonObject { ["ip"] = "127.0.0.1" }),
            },
        },
    };
}
