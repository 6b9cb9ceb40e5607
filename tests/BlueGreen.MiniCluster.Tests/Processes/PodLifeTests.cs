using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using BlueGreen.MiniCluster.Processes;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>Single pods as real processes: how they start, fail, are asked, talked to and ended.</summary>
[Trait("Kind", "Loopback")]
public sealed class PodLifeTests
{
    [Fact]
    public async Task Container_Killed_IsRestartedAfterBackOff()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """{"name":"app","image":"x","command":["bash","-c","echo run; exit 3"]}""");

        var pod = await node.PodAsync("p", p => Status(p).Number("restartCount") >= 2);

        Assert.Equal(3, Status(pod).Number("lastState", "terminated", "exitCode"));
        Assert.Equal("Error", Status(pod).Text("lastState", "terminated", "reason"));
        await node.PodAsync("p", p => Status(p).Text("state", "waiting", "reason") is "CrashLoopBackOff");
        Assert.NotEmpty(node.Events("BackOff"));
        var previous = await LogAsync(
            node, new LogOptions(Follow: false, Previous: true, TailLines: null, Since: null));
        Assert.Equal(["run"], previous);
    }

    [Fact]
    public async Task Image_UnknownAndWithoutCommand_IsPulledInVain()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """{"name":"app","image":"registry.example/none:1"}""");

        var pod = await node.PodAsync("p", p => Status(p).Text("state", "waiting", "reason") is "ImagePullBackOff");

        Assert.Equal("Pending", pod.Text("status", "phase"));
        Assert.Contains(node.Events("Failed"), e => e.Text("message") is "Error: ErrImagePull");
    }

    [Fact]
    public async Task Image_Mapped_RunsItsCommandWithItsVariablesAndPort()
    {
        var image = new ImageCommand(
            "team/*", ["bash", "-c", "echo $KIND $A $PORT; sleep 60"], null,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["KIND"] = "mapped" });
        await using var node = await MiniNode.StartAsync(image);
        Put(node, """
            {"name":"app","image":"docker.io/team/web:1","ports":[{"containerPort":3000}],
             "env":[{"name":"PORT","value":"3000"},{"name":"N","value":"n"},{"name":"A","value":"$(N)$$(N)$(X)"}]}
            """);

        await node.PodAsync("p", PodReadiness.IsReady);
        var line = await FirstLineAsync(node);

        var port = node.Kubelet.FindPort("default", "p", 3000);
        Assert.Equal($"mapped n$(N)$(X) {port}", line);
        Assert.Equal($$"""{"3000":{{port}}}""", node.Pod("p")!.Annotation("minicluster.bluegreen.dev/ports"));
    }

    [Fact]
    public async Task SecretMissing_ThenCreated_StartsTheContainer()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """
            {"name":"app","image":"x","command":["bash","-c","echo $WORD; sleep 60"],
             "env":[{"name":"WORD","valueFrom":{"secretKeyRef":{"name":"s","key":"word"}}}]}
            """);
        await node.PodAsync("p", p => Status(p).Text("state", "waiting", "reason") is "CreateContainerConfigError");

        node.Put(ResourceTypes.Secrets, """{"metadata":{"name":"s"},"data":{"word":"aGVsbG8="}}""");

        await node.PodAsync("p", PodReadiness.IsReady);
        Assert.Equal("hello", await FirstLineAsync(node));
    }

    [Fact]
    public async Task ReadinessProbe_FollowsThePort()
    {
        var clock = new FakeClock();
        await using var node = await MiniNode.StartAsync(clock);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Put(node, $$"""
            {"name":"app","image":"x","command":["sleep","60"],
             "ports":[{"containerPort":3000}],
             "readinessProbe":{"tcpSocket":{"port":{{port}}},"periodSeconds":1,"failureThreshold":1} }
            """);
        await node.PodAsync("p", PodReadiness.IsReady);

        listener.Stop();

        var pod = await node.PodAsync("p", p =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            return !PodReadiness.IsReady(p);
        });
        Assert.False(Status(pod).Flag("ready"));
        Assert.Equal("Running", pod.Text("status", "phase"));
        Assert.NotEmpty(node.Events("Unhealthy"));
    }

    [Fact]
    public async Task LivenessProbe_Failing_RestartsTheContainer()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """
            {"name":"app","image":"x","command":["sleep","60"],
             "livenessProbe":{"exec":{"command":["bash","-c","exit 1"]},"periodSeconds":1,"failureThreshold":1}}
            """);

        var pod = await node.PodAsync("p", p => Status(p).Number("restartCount") >= 1);

        Assert.Equal(143, Status(pod).Number("lastState", "terminated", "exitCode"));
        Assert.Contains(node.Events("Killing"), e => e.Text("message")!.Contains("liveness", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deletion_Graceful_TakesThePodOutBeforeItsProcessIsTold()
    {
        var clock = new FakeClock();
        await using var node = await MiniNode.StartAsync(clock);
        var mark = Path.Combine(node.Folder, "told");
        Put(node, $$"""
            {"name":"app","image":"x",
             "command":["bash","-c","trap 'touch {{mark}}; exit 0' TERM; echo set; while :; do sleep 0.02; done"]}
            """,
            grace: "300");
        var pod = await node.PodAsync("p", PodReadiness.IsReady);
        Assert.Equal("set", await FirstLineAsync(node));

        node.Store.RequestDeletion(ResourceTypes.Pods, pod, TimeProvider.System.GetUtcNow());
        await node.EventuallyAsync(() => node.Pod("p") is not { } p || !PodReadiness.IsReady(p));
        var wasToldBefore = File.Exists(mark);

        await node.EventuallyAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(20));
            return node.Pod("p") is null;
        });
        Assert.False(wasToldBefore);
        Assert.True(File.Exists(mark));
    }

    [Fact]
    public async Task Deletion_GraceLongerThanATimerTakes_EndsThePod()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """{"name":"app","image":"x","command":["sleep","60"]}""", grace: "2147483647");
        var pod = await node.PodAsync("p", PodReadiness.IsReady);

        node.Store.RequestDeletion(ResourceTypes.Pods, pod, TimeProvider.System.GetUtcNow());

        await node.EventuallyAsync(() => node.Pod("p") is null);
    }

    [Fact]
    public async Task Deletion_ProcessThatWillNotEnd_IsKilledWithItsChildren()
    {
        await using var node = await MiniNode.StartAsync();
        const string Container =
            """{"name":"app","image":"x","command":["bash","-c","trap '' TERM; sleep 61 & echo $!; wait; wait"]}""";
        Put(node, Container, "0");
        var pod = await node.PodAsync("p", PodReadiness.IsReady);
        var child = await FirstLineAsync(node);

        node.Store.RequestDeletion(ResourceTypes.Pods, pod, TimeProvider.System.GetUtcNow());

        await node.EventuallyAsync(() => node.Pod("p") is null);
        await node.EventuallyAsync(() => !File.Exists($"/proc/{child}/cmdline")
            || File.ReadAllText($"/proc/{child}/cmdline").Length == 0);
    }

    [Fact]
    public async Task InitContainer_Failing_HoldsTheAppBack()
    {
        await using var node = await MiniNode.StartAsync();
        var mark = Path.Combine(node.Folder, "go");
        node.Put(ResourceTypes.Pods, $$"""
            {"metadata":{"name":"p"},"spec":{
              "initContainers":[{"name":"first","image":"x","command":["bash","-c","test -e {{mark}}"]}],
              "containers":[{"name":"app","image":"x","command":["sleep","60"]}] } }
            """);
        var pod = await node.PodAsync("p", p => p.Items("status", "initContainerStatuses")
            .Any(s => s.Number("restartCount") > 0));
        Assert.Equal("Pending", pod.Text("status", "phase"));

        await File.WriteAllTextAsync(mark, string.Empty);

        await node.PodAsync("p", PodReadiness.IsReady);
    }

    [Theory]
    [InlineData("exit 0", "Succeeded")]
    [InlineData("exit 1", "Failed")]
    public async Task RestartPolicyNever_Ended_SettlesThePhase(string script, string phase)
    {
        await using var node = await MiniNode.StartAsync();
        node.Put(ResourceTypes.Pods, $$"""
            {"metadata":{"name":"p"},"spec":{"restartPolicy":"Never",
              "containers":[{"name":"app","image":"x","command":["bash","-c","{{script}}"]}] } }
            """);

        var pod = await node.PodAsync("p", p => p.Text("status", "phase") is "Succeeded" or "Failed");

        Assert.Equal(phase, pod.Text("status", "phase"));
    }

    private static void Put(MiniNode node, string containers, string grace = "5") => node.Put(ResourceTypes.Pods, $$"""
        {"metadata":{"name":"p"},"spec":{"terminationGracePeriodSeconds":{{grace}},"containers":[{{containers}}] } }
        """);

    private static JsonObject? Status(JsonObject pod) => pod.Items("status", "containerStatuses").FirstOrDefault();

    private static async Task<string> FirstLineAsync(MiniNode node)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var options = new LogOptions(Follow: true, Previous: false, TailLines: null, Since: null);
        var container = new ContainerReference("default", "p", "app");
        await foreach (var line in node.Kubelet.ReadLogAsync(container, options, limit.Token))
        {
            return line.Text;
        }

        return "the log ended without a line";
    }

    private static async Task<List<string>> LogAsync(MiniNode node, LogOptions options)
    {
        var lines = new List<string>();
        await foreach (var line in node.Kubelet.ReadLogAsync(
            new ContainerReference("default", "p", "app"), options, default))
        {
            lines.Add(line.Text);
        }

        return lines;
    }
}
