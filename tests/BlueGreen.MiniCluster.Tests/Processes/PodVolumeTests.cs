using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Processes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>Volumes, which processes find by variables, and figures of resources.</summary>
[Trait("Kind", "Loopback")]
public sealed class PodVolumeTests
{
    private const string Print = """
        ["bash","-c",
         "cat $VOLUME_SETTINGS; cat $VOLUME_WORD/deep/p; echo; touch $VOLUME_SPACE/x && echo made; sleep 60"]
        """;

    [Fact]
    public async Task Volumes_OfAPod_AreWhereItsVariablesSay()
    {
        await using var node = await MiniNode.StartAsync();
        node.Put(ResourceTypes.ConfigMaps, """{"metadata":{"name":"c"},"data":{"size":"big","other":"x"}}""");
        node.Put(ResourceTypes.Secrets, """{"metadata":{"name":"s"},"data":{"p":"aGVsbG8="}}""");

        Put(node, $$"""
            {"name":"app","image":"x","command":{{Print}},"volumeMounts":[
              {"name":"settings","mountPath":"/etc/settings/size","subPath":"size"},
              {"name":"word","mountPath":"/etc/word"},{"name":"space","mountPath":"/space"}]}
            """, """
            {"name":"settings","configMap":{"name":"c"}},
            {"name":"word","secret":{"secretName":"s","items":[{"key":"p","path":"deep/p"}]}},
            {"name":"space","emptyDir":{}}
            """);
        await node.PodAsync("p", PodReadiness.IsReady);

        Assert.Equal(["bighello", "made"], await LinesAsync(node, 2));
        Assert.Contains(node.Events("MountedElsewhere"), e => e.Text("message")!.StartsWith(
            "/etc/word is at $VOLUME_WORD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Volume_WhoseConfigMapComesLater_HoldsThePodBack()
    {
        await using var node = await MiniNode.StartAsync();
        Put(
            node,
            """{"name":"app","image":"x","command":["sleep","60"]}""",
            """{"name":"v","configMap":{"name":"c"}}""");
        await node.EventuallyAsync(() => node.Events("FailedMount").Count > 0);
        Assert.Equal("MountVolume.SetUp failed for volume \"v\" : configmap \"c\" not found",
            node.Events("FailedMount")[0].Text("message"));
        Assert.Equal("Pending", node.Pod("p").Text("status", "phase"));

        node.Put(ResourceTypes.ConfigMaps, """{"metadata":{"name":"c"}}""");

        await node.PodAsync("p", PodReadiness.IsReady);
    }

    [Theory]
    [InlineData("""{"name":"v","persistentVolumeClaim":{"claimName":"c"}}""", "configMap, secret and emptyDir")]
    [InlineData("""{"name":"../../v","emptyDir":{}}""", "leads out of its volume")]
    [InlineData("""{"name":"v","configMap":{"name":"c","items":[{"key":"a","path":"../../../x"}]}}""", "leads out of")]
    [InlineData("""{"name":"v","configMap":{"name":"c","items":[{"key":"none","path":"x"}]}}""", "non-existent")]
    [InlineData(
        """{"name":"v","configMap":{"name":"c","items":[{"key":"a","path":"x"},{"key":"a","path":"x"}]}}""", "twice")]
    [InlineData("""{"name":"v","configMap":{"name":"c","items":[{"key":"a","path":"."}]}}""", "MountVolume.SetUp")]
    [InlineData("""{"name":"v","configMap":{"name":"c","items":[{"key":"a","path":"x\u0000"}]}}""", "MountVolume")]
    public async Task Volume_ThatCannotBeMade_IsRefusedInWords(string volume, string expected)
    {
        await using var node = await MiniNode.StartAsync();
        node.Put(ResourceTypes.ConfigMaps, """{"metadata":{"name":"c"},"data":{"a":"b"}}""");

        Put(node, """{"name":"app","image":"x","command":["sleep","60"]}""", volume);

        await node.EventuallyAsync(() => node.Events("FailedMount").Any(e =>
            e.Text("message")!.Contains(expected, StringComparison.Ordinal)));
        Assert.False(PodReadiness.IsReady(node.Pod("p")!));
    }

    [Fact]
    public async Task ResourceField_InUnitsOfItsDivisor_IsAVariable()
    {
        await using var node = await MiniNode.StartAsync();

        Put(node, """
            {"name":"app","image":"x","command":["bash","-c","echo $CPU $MILLI $MEMORY $NONE; sleep 60"],
             "resources":{"limits":{"cpu":"1500m","memory":"64Mi"}},"env":[
              {"name":"CPU","valueFrom":{"resourceFieldRef":{"resource":"limits.cpu"}}},
              {"name":"MILLI","valueFrom":{"resourceFieldRef":{"resource":"requests.cpu","divisor":"1m"}}},
              {"name":"MEMORY","valueFrom":{"resourceFieldRef":{"resource":"limits.memory","divisor":"1Mi"}}}]}
            """, string.Empty);
        await node.PodAsync("p", PodReadiness.IsReady);

        Assert.Equal(["2 1500 64"], await LinesAsync(node, 1));
    }

    [Theory]
    [InlineData("0.0000000000000000000000001", "999999999999999T")]
    [InlineData("-1", "1")]
    public async Task ResourceField_BeyondAllMeasure_IsRefusedInWords(string divisor, string limit)
    {
        await using var node = await MiniNode.StartAsync();

        Put(node, $$"""
            {"name":"app","image":"x","command":["sleep","60"],"resources":{"limits":{"memory":"{{limit}}"} },"env":[
              {"name":"M","valueFrom":{"resourceFieldRef":{"resource":"limits.memory","divisor":"{{divisor}}"} } }]}
            """, string.Empty);

        await node.PodAsync("p", p => p.Items("status", "containerStatuses")
            .Any(c => c.Text("state", "waiting", "reason") is "CreateContainerConfigError"));
    }

    private static void Put(MiniNode node, string container, string volumes) => node.Put(ResourceTypes.Pods, $$"""
        {"metadata":{"name":"p"},"spec":{"containers":[{{container}}],"volumes":[{{volumes}}] } }
        """);

    private static async Task<List<string>> LinesAsync(MiniNode node, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var options = new LogOptions(Follow: true, Previous: false, TailLines: null, Since: null);
        var lines = new List<string>();
        await foreach (var line in node.Kubelet.ReadLogAsync(
            new ContainerReference("default", "p", "app"), options, limit.Token))
        {
            lines.Add(line.Text.Trim());
            if (lines.Count == count)
            {
                break;
            }
        }

        return lines;
    }
}
