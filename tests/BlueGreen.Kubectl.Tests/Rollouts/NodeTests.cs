using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Rollouts;

/// <summary>The node taken out of service, in a cluster of its own: all others would have to wait.</summary>
public sealed class NodeTests : KubectlTest
{
    [Fact]
    [Row("cordon")]
    [Row("uncordon")]
    [Row("drain", "yes: pods are evicted, and new ones wait for `uncordon`, as there is one node")]
    [Row("taint", "yes, but `NoExecute` evicts nothing that runs")]
    public async Task Node_CordonedDrainedTainted_TakesNoPods()
    {
        await using var cluster = await SharedCluster.StartOwnAsync();
        var box = await OpenAsync(cluster);
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await box.DoAsync("rollout status deploy/web --timeout=20s");

        (await box.DoAsync("cordon mini-node")).Says("node/mini-node cordoned");
        (await box.DoAsync("get nodes")).Says("mini-node Ready,SchedulingDisabled");
        await box.DoAsync("drain mini-node --ignore-daemonsets");
        await box.UntilAsync("get events", "0/1 nodes are available: 1 node(s) were unschedulable.");
        (await box.DoAsync("get pods")).Says("0/1 Pending");
        await box.DoAsync("taint node mini-node reserved=yes:NoSchedule");
        (await box.DoAsync("uncordon mini-node")).Says("node/mini-node uncordoned");
        await box.UntilAsync("describe pods", "1 node(s) had untolerated taint {reserved: yes}");
        await box.DoAsync("taint node mini-node reserved-");

        await box.DoAsync("rollout status deploy/web --timeout=20s");
    }
}
