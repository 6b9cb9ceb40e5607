using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Processes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>The port of a container, when somebody else is faster.</summary>
[Trait("Kind", "Loopback")]
public sealed class PodPortTests
{
    // Whatever it says about it: programs word it in their own way, many lines before their last one, or not at all.
    [Fact]
    public async Task Port_TakenByAStrangerMeanwhile_TheNextRunGetsAnother()
    {
        await using var node = await MiniNode.StartAsync();
        var taken = Path.Combine(node.Folder, "taken");
        var script = $"until [[ -s {taken} ]]; do sleep 0.01; done; [[ $PORT != $(<{taken}) ]] || exit 1; sleep 60";
        var container = new JsonObject
        {
            ["name"] = "app",
            ["image"] = "x",
            ["command"] = new JsonArray("bash", "-c", script),
            ["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 3000 }),
        };
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "p" },
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(container) },
        };
        node.Put(ResourceTypes.Pods, pod.ToJsonString());
        await node.EventuallyAsync(() => node.Kubelet.FindPort("default", "p", 3000) is not null);
        var port = node.Kubelet.FindPort("default", "p", 3000)!.Value;
        using var stranger = new TcpListener(IPAddress.Loopback, port);
        stranger.Start();

        await File.WriteAllTextAsync(taken, port.ToString(CultureInfo.InvariantCulture));

        var now = await node.PodAsync("p", p => PodReadiness.IsReady(p) && PortOf(p) != port);
        Assert.Equal(node.Kubelet.FindPort("default", "p", 3000), PortOf(now));
    }

    // The ports that systems give to outgoing connections begin at 32768 (Linux) or 49152 (macOS, Windows).
    [Fact]
    public void Range_Default_IsNotThatOfOutgoingConnections()
    {
        var options = new KubeletOptions { DataFolder = "unused" };

        Assert.InRange(options.FirstPort, 1024, options.LastPort);
        Assert.InRange(options.LastPort, options.FirstPort, 32767);
    }

    private static int? PortOf(JsonObject pod) =>
        JsonNode.Parse(pod.Annotation("minicluster.bluegreen.dev/ports") ?? "{}")!["3000"]?.GetValue<int>();
}
