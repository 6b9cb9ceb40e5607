using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Processes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>Commands beside a container's process, and what the sidecar answers.</summary>
[Trait("Kind", "Loopback")]
public sealed class PodExecTests
{
    [Theory]
    [InlineData("""["bash","-c","cat; echo err >&2; exit 5"]""", 5, "in", "err\n")]
    [InlineData("""["nothing-of-this-name"]""", 127, "", "executable file not found")]
    [InlineData("""["/etc/passwd"]""", 126, "", "permission denied")]
    public async Task Exec_Command_AnswersWithStreamsAndExitCode(
        string command, int exitCode, string output, string error)
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """{"name":"app","image":"x","command":["sleep","60"]}""");
        await node.PodAsync("p", PodReadiness.IsReady);

        var words = JsonNode.Parse($$"""{"c":{{command}}}""").Texts("c");
        var (code, written, errors) = await ExecAsync(node, "app", words);

        Assert.Equal(exitCode, code);
        Assert.Equal(output, written);
        Assert.Contains(error, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sidecar_AskedForClusters_TellsRequestsInFlight()
    {
        await using var node = await MiniNode.StartAsync();
        node.InFlight = 7;
        Put(node, """
            {"name":"app","image":"x","command":["sleep","60"],"ports":[{"containerPort":3000}]},{"name":"istio-proxy"}
            """);
        await node.PodAsync("p", PodReadiness.IsReady);

        var (code, output, _) = await ExecAsync(node, "istio-proxy", ["pilot-agent", "request", "GET", "clusters"]);
        var (other, _, _) = await ExecAsync(node, "istio-proxy", ["ls"]);

        Assert.Equal((0, 127), (code, other));
        Assert.Contains("inbound|3000||::127.0.0.1:3000::rq_active::7\n", output, StringComparison.Ordinal);
    }

    private static void Put(MiniNode node, string containers, string grace = "5") => node.Put(ResourceTypes.Pods, $$"""
        {"metadata":{"name":"p"},"spec":{"terminationGracePeriodSeconds":{{grace}},"containers":[{{containers}}] } }
        """);

    private static async Task<(int Code, string Output, string Error)> ExecAsync(
        MiniNode node, string container, IReadOnlyList<string> command)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes("in"));
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var code = await node.Kubelet.ExecAsync(
            new ContainerReference("default", "p", container),
            new ExecRequest(command, input, output, error, IsTerminal: false),
            CancellationToken.None);
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
