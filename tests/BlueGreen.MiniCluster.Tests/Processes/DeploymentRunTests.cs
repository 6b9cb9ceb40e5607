using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>A deployment from its manifest to running processes, and through a rollout.</summary>
[Trait("Kind", "Loopback")]
public sealed class DeploymentRunTests
{
    private const string Deployment = """
        {"metadata":{"name":"web","generation":1},
         "spec":{"replicas":3,"selector":{"matchLabels":{"app":"web"}},
           "strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0}},
           "template":{"metadata":{"labels":{"app":"web"}},
             "spec":{"containers":[{"name":"app","image":"web:1","command":["sleep","60"],
               "ports":[{"name":"http","containerPort":3000}]}]}}}}
        """;

    private const string Service = """
        {"metadata":{"name":"web"},"spec":{"selector":{"app":"web"},"ports":[{"port":80,"targetPort":"http"}]}}
        """;

    [Fact]
    public async Task Deployment_Created_BecomesReadyPodsBehindItsService()
    {
        await using var node = await MiniNode.StartAsync();

        node.Put(ResourceTypes.Services, Service);
        node.Put(ResourceTypes.Deployments, Deployment);

        await node.EventuallyAsync(() => Progress(node).Text("reason") is "NewReplicaSetAvailable");
        Assert.Equal(3, Web(node).Number("status", "availableReplicas"));
        Assert.Equal(3, node.ReadyPods().Count);
        await node.EventuallyAsync(() => Addresses(node).Count == 3);
        Assert.All(node.Pods(), pod => Assert.Contains(
            node.Kubelet.FindPort("default", pod.Name(), 3000), Addresses(node)));
        Assert.NotEmpty(node.Events("ScalingReplicaSet"));
    }

    [Fact]
    public async Task Rollout_NewTemplate_NeverHasFewerReadyPodsThanAsked()
    {
        await using var node = await MiniNode.StartAsync();
        node.Put(ResourceTypes.Deployments, Deployment);
        await node.EventuallyAsync(() => Progress(node).Text("reason") is "NewReplicaSetAvailable");
        var fewest = 3;

        node.Store.Change(Web(node).KeyAs(ResourceTypes.Deployments), uid: null, d =>
            d["spec"]!["template"]!["metadata"]!["labels"]!["v"] = "2");

        await node.EventuallyAsync(() =>
        {
            fewest = Math.Min(fewest, node.ReadyPods().Count);
            return Web(node).Number("status", "observedGeneration") == 2
                && Progress(node).Text("reason") is "NewReplicaSetAvailable"
                && node.Pods().Count == 3;
        });
        Assert.Equal(3, fewest);
        Assert.Equal("2", Web(node).Annotation(Revisions.Annotation));
        Assert.All(node.Pods(), pod => Assert.Equal("2", pod.Labels()["v"]));
    }

    private static JsonObject Web(MiniNode node) => node.Store.Find(ResourceTypes.Deployments.Key("default", "web"))!;

    private static JsonObject? Progress(MiniNode node) => Conditions.Find(Web(node)["status"], "Progressing");

    private static List<int?> Addresses(MiniNode node) =>
        [.. node.Store.Find(ResourceTypes.Endpoints.Key("default", "web")).Items("subsets")
            .Where(subset => subset.Items("addresses").Any())
            .Select(subset => subset.Items("ports").First().Number("port"))];
}
